namespace Pipeline.Evaluation.Statistics;

/// <summary>Several tests at once. S. Holm, A simple sequentially rejective multiple test procedure (1979).</summary>
internal static class Holm
{
    /// <param name="p">The p-values of one family, in any order.</param>
    /// <returns>
    /// In the same order, each to be held against the level itself: the chance of one or more false claims in the family then stays below it, whatever the
    /// tests have to do with one another.
    /// </returns>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        double[] adjusted = new double[p.Count];
        double largest = 0;
        foreach ((int rank, int index) in Enumerable.Range(0, p.Count).OrderBy(index => p[index]).Index())
        {
            largest = Math.Max(largest, Math.Min(1, p[index] * (p.Count - rank)));
            adjusted[index] = largest;
        }

        return adjusted;
    }
}
