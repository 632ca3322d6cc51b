namespace Pipeline.Evaluation.Comparisons;

/// <summary>The mean grade of one fold of one repeat.</summary>
/// <param name="Images">How many images it held out.</param>
/// <param name="MeanGrade">0..10.</param>
internal readonly record struct FoldGrade(int Images, double MeanGrade);

/// <summary>
/// A run's answers image by image. Images are numbered by content, so that number i is the same image in every run of one <see cref="Assignment"/>,
/// whatever its file is called and in whatever order the rows came.
/// </summary>
internal sealed class AnsweredImages
{
    private AnsweredImages(IReadOnlyList<ImageOutcome> outcomes, IReadOnlyList<string> names, IReadOnlyList<FoldGrade> folds, int repeats, string assignment) =>
        (Outcomes, Names, Folds, Repeats, Assignment) = (outcomes, names, folds, repeats, assignment);

    /// <summary>One per image, its repeats averaged; copies and near-duplicates of an image share its group.</summary>
    public IReadOnlyList<ImageOutcome> Outcomes { get; }

    /// <summary>The name of image i.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>By repeat and fold.</summary>
    public IReadOnlyList<FoldGrade> Folds { get; }

    /// <summary>How often the split was drawn.</summary>
    public int Repeats { get; }

    /// <summary>SHA-256 of which content was held out under which label, and with which near-duplicates, in which fold of which repeat. Runs can be paired where it is the same.</summary>
    public string Assignment { get; }

    /// <summary>Mean grade of each group of copies, in the order of the groups.</summary>
    public IEnumerable<double> GroupGrades() =>
        Outcomes.GroupBy(outcome => outcome.Group).OrderBy(group => group.Key).Select(group => group.Average(outcome => outcome.Grade));

    /// <param name="answers">Every held-out answer of one run, at least one, in any order.</param>
    public static AnsweredImages Of(IEnumerable<ComparedAnswer> answers)
    {
        ComparedAnswer[] rows = [.. answers];
        Array.Sort(rows, InOrder);
        string[] labels = [.. rows.Select(row => row.Truth).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        List<ImageOutcome> outcomes = [];
        List<string> names = [];
        var lines = new System.Text.StringBuilder();
        Dictionary<string, int> groups = new(StringComparer.Ordinal);
        for (int first = 0, next; first < rows.Length; first = next)
        {
            (string image, string content, string truth) = (rows[first].Image, rows[first].Content, rows[first].Truth);
            next = first + 1;
            while (next < rows.Length && rows[next].Image == image && rows[next].Content == content)
                next++;
            groups.TryAdd(rows[first].Group, groups.Count);
            var own = rows.AsSpan(first..next);
            outcomes.Add(Outcome(outcomes.Count, groups[rows[first].Group], Array.BinarySearch(labels, truth, StringComparer.Ordinal), own));
            names.Add(image);
            // A label is a folder's name: the slash ends it unmistakably.
            lines.Append(content).Append(' ').Append(truth).Append('/');
            if (!content.StartsWith(rows[first].Group, StringComparison.Ordinal))
                lines.Append(' ').Append(rows[first].Group);
            foreach (var row in own)
                lines.Append(' ').Append(row.Repeat).Append('.').Append(row.Fold);
            lines.Append('\n');
        }

        return new(outcomes, names, FoldGrades(rows), rows.Select(row => row.Repeat).Distinct().Count(), Hashing.OfText(lines.ToString()));
    }

    private static int InOrder(ComparedAnswer a, ComparedAnswer b) =>
        string.CompareOrdinal(a.Content, b.Content) is not 0 and var content ? content
        : string.CompareOrdinal(a.Image, b.Image) is not 0 and var image ? image
        : a.Repeat.CompareTo(b.Repeat);

    private static ImageOutcome Outcome(int image, int group, int truth, ReadOnlySpan<ComparedAnswer> answers)
    {
        (int points, int right) = (0, 0);
        foreach (var answer in answers)
            (points, right) = (points + answer.Points, right + (answer.IsRight ? 1 : 0));
        return new(image, group, truth, answers.Length, (double)points / answers.Length, (double)right / answers.Length);
    }

    private static FoldGrade[] FoldGrades(ComparedAnswer[] rows) =>
    [
        .. rows.GroupBy(row => (row.Repeat, row.Fold)).OrderBy(fold => fold.Key)
            .Select(fold => new FoldGrade(fold.Count(), fold.Average(row => (double)row.Points))),
    ];
}
