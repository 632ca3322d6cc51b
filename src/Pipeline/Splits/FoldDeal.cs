namespace Pipeline.Splits;

/// <summary>
/// Deals the groups of each class to the folds of one repeat: the largest groups first, then in drawn order, each to the fold that has the fewest
/// images of the class, then the fewest of all, then the lowest number. Within a class the folds differ by at most its largest group; where no image
/// has a duplicate, by at most one image, and so do their totals. Groups under several labels come before all others, so that the others even them out.
/// </summary>
internal sealed class FoldDeal(int folds, Draw draw)
{
    private readonly int[] _totals = new int[folds];
    private readonly Dictionary<int, int[]> _ofLabel = [];

    /// <summary>Deals all classes.</summary>
    /// <returns>Each group with its fold.</returns>
    public IEnumerable<(DuplicateGroup Group, int Fold)> Deal(IReadOnlyList<ClassGroups> classes) =>
        from hasSeveralLabels in (bool[])[true, false]
        from ofClass in classes
        from dealt in DealClass([.. ofClass.Groups.Where(one => one.HasSeveralLabels == hasSeveralLabels)])
        select dealt;

    private IEnumerable<(DuplicateGroup Group, int Fold)> DealClass(DuplicateGroup[] groups)
    {
        foreach (var group in draw.Order(groups).OrderByDescending(group => group.Count))
        {
            int[] counts = CountsOf(group.Label);
            int fold = Enumerable.Range(0, folds).MinBy(fold => (counts[fold], _totals[fold]));
            _totals[fold] += group.Count;
            foreach (int label in group.Labels)
            {
                CountsOf(label)[fold]++;
            }

            yield return (group, fold);
        }
    }

    private int[] CountsOf(int label)
    {
        if (!_ofLabel.TryGetValue(label, out int[]? counts))
        {
            _ofLabel[label] = counts = new int[folds];
        }

        return counts;
    }
}
