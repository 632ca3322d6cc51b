namespace Pipeline.Evaluation.Statistics;

/// <summary>Images drawn with replacement, the same ones for both ways and in every start of the program: what the choice of images adds to a ratio of medians.</summary>
internal sealed class ImageResampling
{
    private readonly int _images;
    private readonly Times[] _first;
    private readonly Times[] _second;

    /// <param name="first">Per start of the program one time per image, positive.</param>
    /// <param name="second">The same images in the same order; as many starts or others.</param>
    public ImageResampling(IReadOnlyList<IReadOnlyList<double>> first, IReadOnlyList<IReadOnlyList<double>> second)
    {
        _images = first[0].Count;
        if (_images == 0 || !first.Concat(second).All(times => times.Count == _images))
            throw new ArgumentException($"{string.Join(", ", first.Concat(second).Select(times => times.Count))} times do not make pairs.", nameof(second));
        if (!first.Concat(second).SelectMany(times => times).All(time => time > 0 && double.IsFinite(time)))
            throw new ArgumentException("A time is not positive.", nameof(first));
        (_first, _second) = ([.. first.Select(times => new Times(times))], [.. second.Select(times => new Times(times))]);
    }

    /// <returns>Per draw the ratio of the medians; of several starts their geometric mean.</returns>
    public double[] Draw(int draws, int seed)
    {
        var random = new Xoshiro256((ulong)seed);
        double[] ratios = new double[draws];
        int[] counts = new int[_images];
        for (int draw = 0; draw < draws; draw++)
        {
            Array.Clear(counts);
            for (int i = 0; i < counts.Length; i++)
                counts[random.NextInt(counts.Length)]++;
            ratios[draw] = Median(_first, counts) / Median(_second, counts);
        }

        return ratios;
    }

    private static double Median(Times[] starts, int[] counts)
    {
        if (starts is [var one])
            return one.Median(counts);
        double sum = 0;
        foreach (var times in starts)
            sum += Math.Log(times.Median(counts));
        return Math.Exp(sum / starts.Length);
    }

    /// <summary>The times of one start in ascending order, and whose they are: a resample is then counted through, not sorted.</summary>
    private readonly struct Times
    {
        private readonly double[] _ascending;
        private readonly int[] _images;

        public Times(IReadOnlyList<double> times)
        {
            (_ascending, _images) = ([.. times], [.. Enumerable.Range(0, times.Count)]);
            Array.Sort(_ascending, _images);
        }

        /// <param name="counts">How often each image was drawn; as many draws as images.</param>
        public double Median(int[] counts)
        {
            int seen = 0, place = -1, half = (counts.Length - 1) / 2;
            while (seen <= half)
                seen += counts[_images[++place]];
            double lower = _ascending[place];
            while (seen <= counts.Length / 2)
                seen += counts[_images[++place]];
            return (lower + _ascending[place]) / 2;
        }
    }
}
