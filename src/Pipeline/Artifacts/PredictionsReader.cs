using Pipeline.Heads;

namespace Pipeline.Artifacts;

/// <summary>Reads <c>predictions.csv</c> back.</summary>
internal static class PredictionsReader
{
    private enum Column
    {
        Image, Sha256, Group, Repeat, Fold, Truth, Label1, Score1, Label2, Score2, Label3, Score3, RightAt, Grade, Rule,
    }

    /// <summary>The file's header.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["image", "sha256", "group", "repeat", "fold", "truth", "label1", "score1", "label2", "score2", "label3", "score3", "right_at", "grade", "rule"];

    /// <returns>Every held-out answer, in the order of the file.</returns>
    /// <exception cref="PipelineException">The file is missing, damaged or empty.</exception>
    public static IReadOnlyList<SavedAnswer> Read(FinishedRun run)
    {
        string path = Path.Combine(run.Path, RunFiles.Predictions);
        var answers = Parse(RunText.Read(path), path);
        return answers.Count > 0 ? answers : throw new PipelineException($"{path} holds no answers; run its experiment again with --again");
    }

    /// <param name="text">The file's text.</param>
    /// <param name="name">What messages call it.</param>
    internal static IReadOnlyList<SavedAnswer> Parse(string text, string name)
    {
        var csv = new CsvReader(text, name, Columns);
        List<SavedAnswer> answers = [];
        while (csv.Read())
        {
            answers.Add(new SavedAnswer(
                csv.Text((int)Column.Image), csv.Text((int)Column.Sha256), csv.Text((int)Column.Group), csv.Whole((int)Column.Repeat), csv.Whole((int)Column.Fold), csv.Text((int)Column.Truth),
                Top(csv), csv.IsEmpty((int)Column.RightAt) ? null : csv.Whole((int)Column.RightAt), csv.Whole((int)Column.Grade), csv.Text((int)Column.Rule)));
        }

        return answers;
    }

    private static RankedLabel[] Top(CsvReader csv) =>
    [
        .. new[] { Column.Label1, Column.Label2, Column.Label3 }
            .Where(label => !csv.IsEmpty((int)label))
            .Select(label => new RankedLabel(csv.Text((int)label), csv.Number((int)label + 1))),
    ];
}
