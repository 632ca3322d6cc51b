namespace Pipeline.Splits;

/// <summary>
/// Deals the groups of each class to the folds of one repeat: the largest groups first, then in drawn order, each to the fold that has the fewest
/// images of the class, then the fewest of all, then the lowest number. Where no image has a duplicate, the folds differ by at most one image,
/// within each class and in total.
/// </summary>
internal sealed class FoldDeal(int folds, Draw draw)
{
    private readonly int[] _totals = new int[folds];

    /// <summary>Deals one class; the totals carry over to the next one.</summary>
    /// <returns>Each group with its fold.</returns>
    public IEnumerable<(DuplicateGroup Group, int Fold)> Deal(IEnumerable<DuplicateGroup> ofClass)
    {
        int[] counts = new int[folds];
        foreach (var group in draw.Order(ofClass).OrderByDescending(group => group.Count))
        {
            int fold = Enumerable.Range(0, folds).MinBy(fold => (counts[fold], _totals[fold]));
            counts[fold] += group.Count;
            _totals[fold] += group.Count;
            yield return (group, fold);
        }
    }
}
