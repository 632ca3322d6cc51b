using Pipeline.Features;

namespace Pipeline.Heads;

/// <summary>Numbers into ranked labels. Immutable and safe for concurrent use.</summary>
public interface IHead
{
    /// <summary>The labels it answers with, and which of them are right for which true label.</summary>
    AnswerSpace Space { get; }

    /// <summary>What a timing of this head depends on, for example <c>linear 2048x10</c>: heads of one shape cost the same.</summary>
    string Shape { get; }

    /// <summary>Scores <c>[M, K]</c> of M images over the K answers.</summary>
    ScoreTable Predict(HeldOutFeatures images);
}
