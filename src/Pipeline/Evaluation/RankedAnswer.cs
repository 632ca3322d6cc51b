using Pipeline.Heads;

namespace Pipeline.Evaluation;

/// <summary>A held-out answer, ranked, and compared with its truth. What grading and metrics read.</summary>
internal sealed class RankedAnswer
{
    /// <summary>How far the ranking is looked at: top-1 to top-5.</summary>
    public const int Depth = 5;

    private readonly int _firstRight;

    public RankedAnswer(HeldOutAnswer answer, AnswerSpace space)
        : this(answer, space, answer.Top(Depth)) { }

    /// <summary>An answer that was ranked before and of which only the ranking is kept: scores outside <paramref name="top"/> may be unknown (NaN).</summary>
    /// <param name="answer">The answer, with the scores of <paramref name="top"/>.</param>
    /// <param name="space">What it means.</param>
    /// <param name="top">The best answers, best first.</param>
    public RankedAnswer(HeldOutAnswer answer, AnswerSpace space, int[] top)
    {
        (Answer, Space, Top) = (answer, space, top);
        _firstRight = Array.FindIndex(Top, candidate => space.IsRight(candidate, answer.Truth));
    }

    public HeldOutAnswer Answer { get; }

    public AnswerSpace Space { get; }

    /// <summary>The best answers, at most <see cref="Depth"/>, best first.</summary>
    public int[] Top { get; }

    public int First => Top[0];

    public bool IsRight => _firstRight == 0;

    /// <summary>The place of the best right answer, from 1; null where none is among <see cref="Top"/>.</summary>
    public int? RightAt => _firstRight < 0 ? null : _firstRight + 1;

    /// <summary>Whether the first answer names a near relative of the truth.</summary>
    public bool IsNear => Space.IsNear(First, Answer.Truth);

    /// <summary>Score of the first answer: its probability, where scores are probabilities.</summary>
    public double Confidence => Answer.Scores[First];

    /// <summary>How far the first answer is ahead of the second; its own score when it is the only answer.</summary>
    public double Margin => Top.Length > 1 ? Answer.Scores[First] - Answer.Scores[Top[1]] : Answer.Scores[First];

    /// <summary>Whether a right answer is among the first <paramref name="count"/>, at most <see cref="Depth"/>.</summary>
    public bool IsRightWithin(int count) => _firstRight >= 0 && _firstRight < count;
}
