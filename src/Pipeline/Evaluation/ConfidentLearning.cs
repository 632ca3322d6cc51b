namespace Pipeline.Evaluation;

/// <summary>
/// Likely label errors from probabilities of heads that have not seen the image. Northcutt, Jiang and Chuang, Confident learning: estimating uncertainty in dataset labels, JAIR 70
/// (2021): a class's threshold is the mean probability that its own images give it; an image belongs confidently to the most probable class whose threshold it reaches, and is
/// in doubt when that is not its label.
/// </summary>
internal static class ConfidentLearning
{
    /// <param name="probabilities">One row per image, one column per class.</param>
    /// <param name="labels">The label of each image.</param>
    /// <returns>The images in doubt, the most doubtful first: by the probability of the other class less that of the own.</returns>
    public static IReadOnlyList<DoubtfulLabel> Doubtful(IReadOnlyList<double[]> probabilities, IReadOnlyList<int> labels)
    {
        int classes = probabilities.Count == 0 ? 0 : probabilities[0].Length;
        double[] thresholds = [.. Enumerable.Range(0, classes).Select(label =>
            probabilities.Zip(labels).Where(image => image.Second == label).Select(image => image.First[label]).DefaultIfEmpty(double.PositiveInfinity).Average())];
        return
        [
            .. Enumerable.Range(0, probabilities.Count).Select(image => Doubt(image, probabilities[image], labels[image], thresholds)).OfType<DoubtfulLabel>()
                .OrderByDescending(doubt => doubt.Margin).ThenBy(doubt => doubt.Image),
        ];
    }

    private static DoubtfulLabel? Doubt(int image, double[] probabilities, int label, double[] thresholds)
    {
        int[] confident = [.. Enumerable.Range(0, probabilities.Length).Where(other => probabilities[other] >= thresholds[other])];
        int likely = confident.Length == 0 ? label : confident.MaxBy(other => probabilities[other]);
        return likely == label ? null : new DoubtfulLabel(image, likely, probabilities[likely], probabilities[label]);
    }
}

/// <summary>An image whose label is in doubt.</summary>
/// <param name="Image">Its index.</param>
/// <param name="Likely">The class that it more likely belongs to.</param>
/// <param name="Probability">Of that class.</param>
/// <param name="OwnProbability">Of its label.</param>
internal sealed record DoubtfulLabel(int Image, int Likely, double Probability, double OwnProbability)
{
    public double Margin => Probability - OwnProbability;
}
