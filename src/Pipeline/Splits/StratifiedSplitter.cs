using System.Diagnostics;
using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>
/// Divides images into parts, class by class, duplicates kept together. The result depends on contents, labels, config and seed, and neither on
/// paths nor on the order of the list.
/// </summary>
internal static class StratifiedSplitter
{
    /// <exception cref="PipelineException">There is only one class, or a class has too few images.</exception>
    public static DatasetSplit Split(IReadOnlyList<LabeledImage> images, LabelSet labels, SplitConfig config, int seed)
    {
        var groups = DuplicateGroups.Of(images);
        var classes = ClassGroups.Of(groups, labels, config);
        var parts = new PartTable(images.Count, config.Repeats, FoldsOf(config));
        for (int repeat = 0; repeat < config.Repeats; repeat++)
        {
            Assign(parts, classes, config, seed, repeat);
        }

        return new DatasetSplit(config, seed, parts, SplitFingerprint.OfParts(images, labels, parts));
    }

    /// <returns>Folds of one repeat.</returns>
    public static int FoldsOf(SplitConfig config) => config switch
    {
        KFoldSplitConfig kFold => kFold.Folds,
        HoldOutSplitConfig => 1,
        _ => throw new UnreachableException(),
    };

    private static void Assign(PartTable parts, IReadOnlyList<ClassGroups> classes, SplitConfig config, int seed, int repeat)
    {
        var draw = new Draw(seed, repeat, "test");
        var tested = config switch
        {
            KFoldSplitConfig => new FoldDeal(parts.Folds, draw).Deal(classes),
            HoldOutSplitConfig holdOut => classes.SelectMany(ofClass => ShareDraw.Take(ofClass.Groups, holdOut.Test, draw)).Select(group => (group, 0)),
            _ => throw new UnreachableException(),
        };
        foreach ((var group, int fold) in tested)
        {
            Mark(parts, group, repeat, fold, Part.Test);
        }

        if (config.Validation > 0)
        {
            foreach (var ofClass in classes)
            {
                SetAside(parts, ofClass, config.Validation, seed, repeat);
            }
        }
    }

    private static void SetAside(PartTable parts, ClassGroups ofClass, double share, int seed, int repeat)
    {
        for (int fold = 0; fold < parts.Folds; fold++)
        {
            DuplicateGroup[] training = [.. ofClass.Groups.Where(group => parts.Of(group.Images[0], repeat)[fold] == Part.Train)];
            ofClass.RequireValidation(training.Length);
            foreach (var group in ShareDraw.Take(training, share, new Draw(seed, repeat, $"validation {fold}")))
            {
                Mark(parts, group, repeat, fold, Part.Validation);
            }
        }
    }

    private static void Mark(PartTable parts, DuplicateGroup group, int repeat, int fold, Part part)
    {
        foreach (int image in group.Images)
        {
            parts.Of(image, repeat)[fold] = part;
        }
    }
}
