using System.Diagnostics;
using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>The images of one class, in groups of duplicates, and whether they suffice for a split.</summary>
internal sealed record ClassGroups(string Name, IReadOnlyList<DuplicateGroup> Groups)
{
    /// <returns>One entry per label.</returns>
    /// <exception cref="PipelineException">There is only one class, or a class has too few images.</exception>
    public static IReadOnlyList<ClassGroups> Of(DuplicateGroups groups, LabelSet labels, SplitConfig config)
    {
        if (labels.Count < 2)
        {
            throw new PipelineException($"there is only one class, '{labels[0]}': a classifier needs at least two (dataset.path, dataset.classes)");
        }

        var byLabel = groups.Groups.ToLookup(group => group.Label);
        ClassGroups[] classes = [.. labels.Names.Select((name, label) => new ClassGroups(name, [.. byLabel[label]]))];
        ClassGroups[] tooSmall = [.. classes.Where(ofClass => ofClass.Groups.Count < Needed(config))];
        return tooSmall.Length == 0 ? classes : throw new PipelineException(TooSmall(tooSmall, config));
    }

    /// <exception cref="PipelineException">Setting aside a group would leave nothing to train on.</exception>
    public void RequireValidation(int trainingGroups)
    {
        if (trainingGroups < 2)
        {
            throw new PipelineException(
                $"class '{Name}' has {Size}; that leaves only one to train on, and a validation share takes another (split.validation): add images or set it to 0");
        }
    }

    private string Size
    {
        get
        {
            int images = Groups.Sum(group => group.Count);
            string text = images == 1 ? "1 image" : $"{images} images";
            return images == Groups.Count ? text : $"{text} in {(Groups.Count == 1 ? "1 group" : $"{Groups.Count} groups")} of duplicates";
        }
    }

    private static int Needed(SplitConfig config) => config switch
    {
        KFoldSplitConfig kFold => kFold.Folds,
        HoldOutSplitConfig => 2,
        _ => throw new UnreachableException(),
    };

    private static string TooSmall(ClassGroups[] classes, SplitConfig config)
    {
        string others = Others([.. classes.Skip(1).Select(other => other.Name)]);
        string demand = config switch
        {
            KFoldSplitConfig kFold => $"{kFold.Folds} folds need at least {kFold.Folds} different ones (split.folds){others}: add images or use fewer folds",
            HoldOutSplitConfig => $"a held-out part needs at least 2 different ones (split.test){others}: add images or leave the class out (dataset.classes)",
            _ => throw new UnreachableException(),
        };
        return $"class '{classes[0].Name}' has {classes[0].Size}; {demand}";
    }

    private static string Others(string[] names) => names.Length switch
    {
        0 => "",
        <= 5 => $" ({names.Length} more too small: {string.Join(", ", names)})",
        _ => $" ({names.Length} more too small: {string.Join(", ", names.Take(5))}, ...)",
    };
}
