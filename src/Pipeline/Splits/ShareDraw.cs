namespace Pipeline.Splits;

/// <summary>Draws a share of the images of one class, in whole groups.</summary>
internal static class ShareDraw
{
    /// <summary>
    /// Walks through the groups in drawn order and takes each that still fits into the target of <paramref name="share"/> times the images, rounded
    /// to the nearest (halves up), at least one and never all. Where no group is small enough, the smallest is taken, so that the part is not empty.
    /// </summary>
    /// <param name="groups">At least two groups of one class.</param>
    /// <param name="share">0..1.</param>
    /// <param name="draw">The order.</param>
    public static IReadOnlyList<DuplicateGroup> Take(IReadOnlyList<DuplicateGroup> groups, double share, Draw draw)
    {
        int images = groups.Sum(group => group.Count);

        // Decimal, because 0.29 * 50 is 14.499... in binary.
        int room = (int)Math.Clamp(Math.Round((decimal)share * images, MidpointRounding.AwayFromZero), 1, images - 1);
        DuplicateGroup[] order = [.. draw.Order(groups)];
        var taken = new List<DuplicateGroup>();
        foreach (var group in order)
        {
            if (group.Count <= room)
            {
                taken.Add(group);
                room -= group.Count;
            }
        }

        return taken.Count > 0 ? taken : [order.MinBy(group => group.Count)!];
    }
}
