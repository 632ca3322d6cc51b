using Pipeline.Configuration;

namespace Pipeline.Splits;

/// <summary>Who may see which image, for every fold of every repeat.</summary>
/// <param name="config">The split that was asked for.</param>
/// <param name="seed">The seed that it was drawn with.</param>
/// <param name="parts">The part of each image in each fold.</param>
/// <param name="hash">See <see cref="Hash"/>.</param>
internal sealed class DatasetSplit(SplitConfig config, int seed, PartTable parts, string hash)
{
    public SplitConfig Config => config;

    public int Seed => seed;

    public PartTable Parts => parts;

    /// <summary>SHA-256 of who sees which content under which label, in hex; the same wherever the files lie and in whatever order they were listed.</summary>
    public string Hash => hash;

    /// <summary>All folds, by repeat and then by fold.</summary>
    public IReadOnlyList<Fold> Folds { get; } =
    [
        .. from repeat in Enumerable.Range(0, parts.Repeats)
           from fold in Enumerable.Range(0, parts.Folds)
           select new Fold(
               repeat, fold, parts.ImagesIn(Part.Train, repeat, fold), parts.ImagesIn(Part.Validation, repeat, fold), parts.ImagesIn(Part.Test, repeat, fold)),
    ];
}
