using Pipeline.Features;

namespace Pipeline.Heads;

/// <summary>One division of training images: what to learn from, and what to ask about; numbers of images within the training part.</summary>
internal sealed record InnerFold(int[] Rest, int[] Held);

/// <summary>
/// A few folds inside the training part, stratified by class, groups of duplicates kept together: for choices that must not look at held-out images. A
/// class of one group is always learnt from, as a head needs every class, and so is never asked about.
/// </summary>
internal static class InnerFolds
{
    /// <param name="training">What is divided.</param>
    /// <param name="count">Folds at most; there are fewer where no class has as many groups.</param>
    /// <param name="seed">Seed of the drawing.</param>
    /// <returns>None where no class has two groups.</returns>
    public static IReadOnlyList<InnerFold> Of(TrainingFeatures training, int count, int seed)
    {
        int[] folds = Assign(training, count, seed);
        return
        [
            .. Enumerable.Range(0, count).Where(folds.Contains)
                .Select(fold => new InnerFold([.. Rows(folds, image => image != fold)], [.. Rows(folds, image => image == fold)])),
        ];
    }

    private static IEnumerable<int> Rows(int[] folds, Func<int, bool> within) => Enumerable.Range(0, folds.Length).Where(i => within(folds[i]));

    /// <returns>Per image its fold, or -1 for the only group of a class.</returns>
    private static int[] Assign(TrainingFeatures training, int count, int seed)
    {
        var generator = new SeededGenerator(seed);
        int[] labels = training.Labels.ToArray(), groups = training.Groups.ToArray();
        int[] folds = new int[labels.Length];
        foreach (var ofClass in Enumerable.Range(0, labels.Length).GroupBy(i => labels[i]).OrderBy(ofClass => ofClass.Key))
        {
            int[][] together = [.. ofClass.GroupBy(i => groups[i]).Select(group => group.ToArray())];
            generator.Shuffle<int[]>(together);
            for (int n = 0; n < together.Length; n++)
            {
                foreach (int image in together[n])
                {
                    folds[image] = together.Length == 1 ? -1 : n % count;
                }
            }
        }

        return folds;
    }
}
