namespace Pipeline.Evaluation.Grading;

/// <summary>What one answer earns, and why. The instances below are all there are.</summary>
/// <param name="Points">10, 5 or 0.</param>
/// <param name="Rule">The reason, as it stands in <c>predictions.csv</c>.</param>
internal sealed record Grade(int Points, string Rule)
{
    public const int Best = 10;

    /// <summary>The first answer is right.</summary>
    public static readonly Grade RightFirst = new(Best, "right_first");

    /// <summary>The second or third answer is right.</summary>
    public static readonly Grade RightInTop3 = new(5, "right_in_top3");

    /// <summary>The first answer names a near relative of the truth.</summary>
    public static readonly Grade NearRelative = new(5, "near_relative");

    /// <summary>The answer is unsure, and one of the first three is right.</summary>
    public static readonly Grade UnsureRightInTop3 = new(5, "unsure_right_in_top3");

    /// <summary>The answer is unsure, and none of the first three is right.</summary>
    public static readonly Grade UnsureWrong = new(0, "unsure_wrong");

    public static readonly Grade Wrong = new(0, "wrong");

    /// <summary>Every grade there is, best first.</summary>
    public static readonly IReadOnlyList<Grade> All = [RightFirst, RightInTop3, NearRelative, UnsureRightInTop3, UnsureWrong, Wrong];
}
