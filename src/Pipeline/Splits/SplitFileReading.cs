using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>A split file's parts, found again for the images of today.</summary>
internal sealed class SplitFileReading(SplitFileContents contents)
{
    /// <exception cref="FormatException">The file is about another split or other images, or an image has no readable parts.</exception>
    public PartTable PartsOf(IReadOnlyList<LabeledImage> images, LabelSet labels, SplitConfig config, int seed)
    {
        RequireTerms(config, seed);
        RequireImages(images, labels);
        var lines = contents.Images.ToLookup(line => (line.Sha256, line.Label));
        var parts = new PartTable(images.Count, config.Repeats, StratifiedSplitter.FoldsOf(config));
        for (int i = 0; i < images.Count; i++)
        {
            var copies = lines[(images[i].ContentHash, labels[images[i].Label])];
            RequireOneAssignment(copies);
            Fill(parts, i, copies.First());
        }

        return parts;
    }

    private static void RequireOneAssignment(IEnumerable<SplitFileImage> copies)
    {
        var first = copies.First();
        if (copies.FirstOrDefault(copy => copy.Group != first.Group || !copy.Repeats.SequenceEqual(first.Repeats)) is { } other)
        {
            throw new FormatException($"{first.Path} and {other.Path} are the same image in different parts");
        }
    }

    private static void Fill(PartTable parts, int image, SplitFileImage line)
    {
        if (line.Repeats.Length != parts.Repeats)
        {
            throw new FormatException($"{line.Path}: {line.Repeats.Length} repeats where the split has {parts.Repeats}");
        }

        for (int repeat = 0; repeat < parts.Repeats; repeat++)
        {
            try
            {
                PartNotation.Read(line.Repeats[repeat], parts.Folds).CopyTo(parts.Of(image, repeat));
            }
            catch (FormatException e)
            {
                throw new FormatException($"{line.Path}: repeat {repeat}: {e.Message}", e);
            }
        }
    }

    private void RequireTerms(SplitConfig config, int seed)
    {
        var asked = SplitTerms.Of(config);
        if (contents.Algorithm != Draw.AlgorithmVersion || contents.Seed != seed || contents.Split != asked)
        {
            throw new FormatException(
                $"it holds seed {contents.Seed}, {contents.Split.ToText()} of algorithm {contents.Algorithm}, " +
                $"and its name stands for seed {seed}, {asked.ToText()} of algorithm {Draw.AlgorithmVersion}");
        }
    }

    private void RequireImages(IReadOnlyList<LabeledImage> images, LabelSet labels)
    {
        var expected = images.CountBy(image => (image.ContentHash, labels[image.Label])).ToDictionary();
        var found = contents.Images.CountBy(line => (line.Sha256, line.Label)).ToDictionary();
        if (images.FirstOrDefault(image => !found.ContainsKey((image.ContentHash, labels[image.Label]))) is { } missing)
        {
            throw new FormatException($"{missing.Path} is missing from it");
        }

        foreach (var line in contents.Images)
        {
            int listed = found[(line.Sha256, line.Label)];
            int held = expected.GetValueOrDefault((line.Sha256, line.Label));
            if (listed != held)
            {
                throw new FormatException($"it lists {line.Path} ({line.Label}) {listed} times, and the dataset holds it {held} times");
            }
        }
    }
}
