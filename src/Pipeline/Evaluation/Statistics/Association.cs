namespace Pipeline.Evaluation.Statistics;

/// <summary>
/// How much one attribute of images tells of their class. Cramer's V with the bias correction of Bergsma (A bias-correction for Cramer's V and Tschuprow's T, Journal of the
/// Korean Statistical Society 42, 2013); its p value from permuted classes; and, in plain words, how often the attribute alone names the class.
/// </summary>
/// <param name="V">0 to 1.</param>
/// <param name="P">Share of permutations with a V at least as large, the observed one included.</param>
/// <param name="Accuracy">Of naming each image's class by the majority of the other images with the same value (leave one out); where there are none, or none wins, by the largest class.</param>
/// <param name="Baseline">Of always naming the largest class.</param>
internal sealed record Association(double V, double P, double Accuracy, double Baseline)
{
    private const int Permutations = 999;

    /// <param name="values">The attribute of each image.</param>
    /// <param name="classes">The class of each image, as long.</param>
    /// <param name="seed">Of the permutations.</param>
    /// <returns>Null where either has one value only.</returns>
    public static Association? Of(IReadOnlyList<string> values, IReadOnlyList<string> classes, int seed)
    {
        var (rows, columns) = (Numbers(values), Numbers(classes));
        var (rowCount, columnCount) = (rows.Max() + 1, columns.Max() + 1);
        if (rowCount < 2 || columnCount < 2)
        {
            return null;
        }

        double[] rowSums = Sums(rows, rowCount), columnSums = Sums(columns, columnCount);
        double observed = ChiSquare(rows, columns, rowSums, columnSums);
        return new Association(
            Corrected(observed, rows.Length, rowCount, columnCount), PermutationP(rows, columns, rowSums, columnSums, observed, seed),
            LeaveOneOut(rows, columns, rowCount, columnSums), columnSums.Max() / columns.Length);
    }

    private static int[] Numbers(IReadOnlyList<string> names)
    {
        var numbers = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);
        return [.. names.Select(name => numbers[name])];
    }

    private static double[] Sums(int[] numbers, int count)
    {
        double[] sums = new double[count];
        foreach (int number in numbers)
        {
            sums[number]++;
        }

        return sums;
    }

    /// <summary>N (sum of n_ij^2 / (n_i n_j) - 1), over the cells that hold anything.</summary>
    private static double ChiSquare(int[] rows, int[] columns, double[] rowSums, double[] columnSums)
    {
        double[] cells = new double[rowSums.Length * columnSums.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            cells[(rows[i] * columnSums.Length) + columns[i]]++;
        }

        double sum = 0;
        for (int cell = 0; cell < cells.Length; cell++)
        {
            sum += cells[cell] * cells[cell] / (rowSums[cell / columnSums.Length] * columnSums[cell % columnSums.Length]);
        }

        return rows.Length * (sum - 1);
    }

    private static double Corrected(double chiSquare, int n, int rows, int columns)
    {
        if (n < 2)
        {
            return 0;
        }

        double phi = Math.Max(0, (chiSquare / n) - ((rows - 1.0) * (columns - 1) / (n - 1)));
        double r = rows - ((rows - 1.0) * (rows - 1) / (n - 1)), c = columns - ((columns - 1.0) * (columns - 1) / (n - 1));
        double least = Math.Min(r, c) - 1;
        return least <= 0 ? 0 : Math.Min(1, Math.Sqrt(phi / least));
    }

    private static double PermutationP(int[] rows, int[] columns, double[] rowSums, double[] columnSums, double observed, int seed)
    {
        var random = new Xoshiro256((ulong)seed);
        int[] shuffled = [.. columns];
        int atLeast = 1;
        for (int permutation = 0; permutation < Permutations; permutation++)
        {
            for (int i = shuffled.Length - 1; i > 0; i--)
            {
                int other = random.NextInt(i + 1);
                (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
            }

            atLeast += ChiSquare(rows, shuffled, rowSums, columnSums) >= observed - 1e-9 ? 1 : 0;
        }

        return atLeast / (Permutations + 1.0);
    }

    private static double LeaveOneOut(int[] rows, int[] columns, int rowCount, double[] columnSums)
    {
        int[][] counts = [.. Enumerable.Range(0, rowCount).Select(_ => new int[columnSums.Length])];
        for (int i = 0; i < rows.Length; i++)
        {
            counts[rows[i]][columns[i]]++;
        }

        int largest = Array.IndexOf(columnSums, columnSums.Max()), right = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int[] own = counts[rows[i]];
            own[columns[i]]--;
            int most = own.Max();
            int named = most > 0 && own.Count(count => count == most) == 1 ? Array.IndexOf(own, most) : largest;
            right += named == columns[i] ? 1 : 0;
            own[columns[i]]++;
        }

        return (double)right / rows.Length;
    }
}
