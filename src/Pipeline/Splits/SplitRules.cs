using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>What any split must keep to, whoever wrote it. That parts are disjoint needs no rule: <see cref="PartTable"/> has room for one per fold.</summary>
internal static class SplitRules
{
    /// <exception cref="FormatException">A rule is broken; the message says which, by which image or class.</exception>
    public static void Require(PartTable parts, IReadOnlyList<LabeledImage> images, LabelSet labels, SplitConfig config)
    {
        RequireWholeGroups(parts, images);
        for (int repeat = 0; repeat < parts.Repeats; repeat++)
        {
            if (config is KFoldSplitConfig)
            {
                RequireOneTest(parts, images, repeat);
            }

            RequireEveryClass(parts, images, labels, config, repeat);
        }
    }

    private static void RequireWholeGroups(PartTable parts, IReadOnlyList<LabeledImage> images)
    {
        foreach (var group in DuplicateGroups.Of(images).Groups)
        {
            foreach (int image in group.Images.Where(image => !parts.Of(image).SequenceEqual(parts.Of(group.Images[0]))))
            {
                throw new FormatException($"{images[group.Images[0]].Path} and {images[image].Path} are duplicates in different parts");
            }
        }
    }

    private static void RequireOneTest(PartTable parts, IReadOnlyList<LabeledImage> images, int repeat)
    {
        for (int image = 0; image < images.Count; image++)
        {
            int tests = parts.Of(image, repeat).Count(Part.Test);
            if (tests != 1)
            {
                throw new FormatException($"{images[image].Path} is tested in {tests} folds of repeat {repeat}, not in one");
            }
        }
    }

    private static void RequireEveryClass(PartTable parts, IReadOnlyList<LabeledImage> images, LabelSet labels, SplitConfig config, int repeat)
    {
        Part[] needed = config.Validation > 0 ? [Part.Train, Part.Validation, Part.Test] : [Part.Train, Part.Test];
        for (int fold = 0; fold < parts.Folds; fold++)
        {
            foreach (var part in Enum.GetValues<Part>())
            {
                var present = parts.ImagesIn(part, repeat, fold).Select(image => images[image].Label).ToHashSet();
                if (!needed.Contains(part) && present.Count > 0)
                {
                    throw new FormatException($"repeat {repeat}, fold {fold} has {PartNotation.Name(part)} images, and the split asks for none");
                }

                if (needed.Contains(part) && present.Count < labels.Count)
                {
                    string absent = labels.Names[Enumerable.Range(0, labels.Count).First(label => !present.Contains(label))];
                    throw new FormatException($"class '{absent}' has no {PartNotation.Name(part)} image in repeat {repeat}, fold {fold}");
                }
            }
        }
    }
}
