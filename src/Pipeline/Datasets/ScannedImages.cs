namespace Pipeline.Datasets;

/// <summary>A dataset that was read whole.</summary>
/// <param name="Root">Full path of its folder; the paths below are relative to it.</param>
/// <param name="Images">The images that take part, in ordinal order of their paths.</param>
/// <param name="Labels">Their classes.</param>
/// <param name="Ledger">Each file and what became of it.</param>
/// <param name="Findings">What a careful reader must be told, one sentence each.</param>
internal sealed record ScannedImages(
    string Root, IReadOnlyList<LabeledImage> Images, LabelSet Labels, ImageLedger Ledger, IReadOnlyList<string> Findings)
{
    /// <returns>The full path of an image of this dataset.</returns>
    public string FullPath(LabeledImage image) => Path.Combine(Root, image.Path);
}
