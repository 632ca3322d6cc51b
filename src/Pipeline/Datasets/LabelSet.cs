namespace Pipeline.Datasets;

/// <summary>The K labels of a task in ordinal order; a label's index is its column in every table.</summary>
public sealed class LabelSet
{
    private readonly Dictionary<string, int> _indexes;

    /// <exception cref="ArgumentException">A name stands twice.</exception>
    public LabelSet(IEnumerable<string> names)
    {
        Names = [.. names];
        _indexes = Names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Names { get; }

    public int Count => Names.Count;

    public string this[int index] => Names[index];

    /// <returns>-1 for a name that is not a label.</returns>
    public int IndexOf(string name) => _indexes.GetValueOrDefault(name, -1);
}
