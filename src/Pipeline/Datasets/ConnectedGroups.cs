namespace Pipeline.Datasets;

/// <summary>Which of N things hang together, directly or through others (union by path halving).</summary>
internal sealed class ConnectedGroups
{
    private readonly int[] _parent;

    public ConnectedGroups(int count) => _parent = [.. Enumerable.Range(0, count)];

    public void Join(int one, int other) => _parent[Root(one)] = Root(other);

    /// <returns>Each group's members, ascending, in the order of their first members; single ones included.</returns>
    public IEnumerable<int[]> All() => Enumerable.Range(0, _parent.Length).GroupBy(Root).Select(group => group.ToArray());

    private int Root(int one)
    {
        while (_parent[one] != one)
        {
            one = _parent[one] = _parent[_parent[one]];
        }

        return one;
    }
}
