namespace Pipeline.Datasets;

/// <summary>One image that decodes.</summary>
/// <param name="Path">Relative to the dataset's folder, with forward slashes.</param>
/// <param name="Label">Index into the dataset's <see cref="LabelSet"/>.</param>
/// <param name="ContentHash">SHA-256 of the file's bytes, 64 lower-case hex digits.</param>
public sealed record LabeledImage(string Path, int Label, string ContentHash)
{
    /// <summary>
    /// Shared by the images that show the same thing, copies and near-duplicates: the smallest content hash among them. They go to the same part of a
    /// split, and statistics take them for one.
    /// </summary>
    public string Group { get; init; } = ContentHash;
}
