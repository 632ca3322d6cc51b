using System.Text.Json;
using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>A split on disk. Its name follows from everything the split follows from, so that the same question finds the same file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Split">What it says.</param>
/// <param name="Reused">Whether it was there already.</param>
internal sealed record SplitFile(string Path, DatasetSplit Split, bool Reused)
{
    /// <summary>
    /// Reads the split of these images, or draws and writes it. A file that was edited by hand is taken at its word as long as it is a split that
    /// this config could ask for; images are recognised by content and label, wherever they lie now.
    /// </summary>
    /// <param name="folder">The folder of split files.</param>
    /// <param name="name">Name of the dataset's folder.</param>
    /// <param name="images">All images that decode.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="config">The split that is asked for.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <exception cref="PipelineException">The file is damaged, cannot be written, or the images do not suffice for the split.</exception>
    public static SplitFile GetOrCreate(
        string folder, string name, IReadOnlyList<LabeledImage> images, LabelSet labels, SplitConfig config, int seed)
    {
        var terms = SplitTerms.Of(config);
        string path = System.IO.Path.Combine(folder, $"{name}-{terms.Kind}-{SplitFingerprint.OfInputs(images, labels, terms, seed)[..8]}.json");
        if (File.Exists(path))
        {
            return new SplitFile(path, Read(path, images, labels, config, seed), Reused: true);
        }

        var split = StratifiedSplitter.Split(images, labels, config, seed);
        WholeFile.WriteText(path, SplitFileContents.Of(split, images, labels).ToText());
        return new SplitFile(path, split, Reused: false);
    }

    private static DatasetSplit Read(string path, IReadOnlyList<LabeledImage> images, LabelSet labels, SplitConfig config, int seed)
    {
        try
        {
            var contents = SplitFileContents.Parse(File.ReadAllText(path));
            var parts = new SplitFileReading(contents).PartsOf(images, labels, config, seed);
            SplitRules.Require(parts, images, labels, config);
            return new DatasetSplit(config, seed, parts, SplitFingerprint.OfParts(images, labels, parts));
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path}: {(e is JsonException ? "not readable as a split: " : "")}{OneLine(e.Message)}; delete it to have it made again", e);
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.');
}
