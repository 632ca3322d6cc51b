namespace Pipeline.Heads;

/// <summary>Scores of M images over K answers, <c>[M, K]</c>, row-major; the higher, the likelier.</summary>
public sealed class ScoreTable(double[] values, int columns, bool areProbabilities)
{
    public int Count => values.Length / columns;

    public int Columns => columns;

    /// <summary>Whether each row is a distribution: non-negative, summing to 1. Where not, probability metrics are absent, never invented.</summary>
    public bool AreProbabilities => areProbabilities;

    /// <returns>The scores of one image, <c>[K]</c>.</returns>
    public ReadOnlySpan<double> Row(int i) => values.AsSpan(i * columns, columns);

    /// <summary>The answers of one image from the highest score to the lowest; equal scores in order of index.</summary>
    /// <returns>At most <paramref name="count"/> answer indexes.</returns>
    public int[] Top(int i, int count)
    {
        int[] order = [.. Enumerable.Range(0, columns)];
        double[] keys = [.. Row(i)];
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[b].CompareTo(keys[a]) : a.CompareTo(b));
        return order[..Math.Min(count, columns)];
    }
}
