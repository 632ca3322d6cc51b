using Pipeline.Evaluation;

namespace Pipeline.Reporting.Pages;

/// <summary>A stored confusion matrix without the classes that do not occur in it.</summary>
/// <param name="Matrix">As stored.</param>
/// <param name="Rows">Truths that were asked.</param>
/// <param name="Columns">Those, and whatever else was answered.</param>
internal sealed record MatrixCells(ConfusionMatrix Matrix, IReadOnlyList<int> Rows, IReadOnlyList<int> Columns)
{
    public static MatrixCells Of(ConfusionMatrix matrix)
    {
        bool[] asked = [.. matrix.Counts.Select(row => row.Any(count => count > 0))];
        bool[] answered = [.. Enumerable.Range(0, matrix.Answers.Count).Select(column => (column < asked.Length && asked[column]) || matrix.Counts.Any(row => row[column] > 0))];
        return new MatrixCells(matrix, [.. Enumerable.Range(0, asked.Length).Where(row => asked[row])], [.. Enumerable.Range(0, answered.Length).Where(column => answered[column])]);
    }

    /// <summary>Every cell off the diagonal that counts something, the fullest first.</summary>
    public IEnumerable<(int Row, int Column, int Count)> Mistakes() =>
        Filled().Where(cell => cell.Row != cell.Column).OrderByDescending(cell => cell.Count).ThenBy(cell => cell.Row).ThenBy(cell => cell.Column);

    public IEnumerable<(int Row, int Column, int Count)> Filled() =>
        from row in Rows from column in Columns where Matrix.Counts[row][column] > 0 select (row, column, Matrix.Counts[row][column]);

    /// <summary>For example <c>fox taken for dog: 3 of 10 answers</c>.</summary>
    public string Words(int row, int column)
    {
        string which = row == column ? $"{Matrix.Truths[row]} recognised" : $"{Matrix.Truths[row]} taken for {Matrix.Answers[column]}";
        return $"{which}: {Format.Count(Matrix.Counts[row][column])} of {Format.Count(Matrix.Support(row))} answers";
    }
}
