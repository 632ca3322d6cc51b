using Pipeline.Configuration;
using Pipeline.Heads;

namespace Pipeline.Evaluation.Grading;

/// <summary>How an answer earns 10, 5 or 0.</summary>
internal abstract class GradingRule
{
    /// <summary>The rule that a config asks for.</summary>
    public static GradingRule For(GradingConfig config) => config switch
    {
        Top3GradingConfig => new Top3Rule(),
        StrictGradingConfig => new StrictRule(),
        NearRelativeGradingConfig => new NearRelativeRule(),
        ConfidenceGradingConfig confidence => new UnsureRule("confidence", confidence.Threshold, answer => answer.Confidence, answers => 1.0 / answers),
        MarginGradingConfig margin => new UnsureRule("margin", margin.Threshold, answer => answer.Margin, answers => answers > 1 ? 0 : 1),
        _ => throw new ArgumentOutOfRangeException(nameof(config), config, "A grading config without a rule."),
    };

    public abstract Grade Grade(RankedAnswer answer);

    /// <summary>The grade, 0..10, that a guesser who ranks the answers uniformly at random expects for one image.</summary>
    public abstract double Guess(GuessOdds odds);

    /// <summary>Refuses scores or answers on which the rule means nothing.</summary>
    /// <exception cref="PipelineException">The rule and the head do not go together.</exception>
    public virtual void Require(AnswerSpace space, bool areProbabilities) { }
}
