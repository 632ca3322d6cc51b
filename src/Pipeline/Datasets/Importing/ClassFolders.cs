namespace Pipeline.Datasets.Importing;

/// <summary>
/// Which folder of an image's path is its class. Folders that hold nothing but one further folder of folders are wrapping, however many there are
/// (<c>animals/animals/cat/1.jpg</c>); train, validation and test folders are merged, because we split ourselves; deeper folders belong to their class.
/// </summary>
internal sealed class ClassFolders
{
    private static readonly HashSet<string> Parts = new(["train", "training", "val", "valid", "validation", "test", "testing"], StringComparer.OrdinalIgnoreCase);

    private readonly string[] _wrapping;
    private readonly bool _isParted;

    /// <param name="paths">The segments of each image's path.</param>
    public ClassFolders(IReadOnlyCollection<string[]> paths)
    {
        string[][] inside = [.. paths];
        List<string> wrapping = [];
        while (inside.Where(path => path.Length > wrapping.Count + 1).Select(path => path[wrapping.Count]).Distinct(StringComparer.Ordinal).ToArray() is [var only]
            && inside.Any(path => path.Length > wrapping.Count + 2))
        {
            inside = [.. inside.Where(path => path.Length > wrapping.Count + 1)];
            wrapping.Add(only);
        }

        _wrapping = [.. wrapping];
        _isParted = Folders(inside, _wrapping.Length).All(Parts.Contains) && inside.Any(path => path.Length > _wrapping.Length + 2);
    }

    /// <returns>Null for an image in no class folder.</returns>
    public string? Of(string[] path)
    {
        int at = _wrapping.Length + (_isParted ? 1 : 0);
        return path.Length > at + 1 && path.Take(_wrapping.Length).SequenceEqual(_wrapping) ? path[at] : null;
    }

    private static IEnumerable<string> Folders(string[][] paths, int depth) => paths.Where(path => path.Length > depth + 1).Select(path => path[depth]).Distinct(StringComparer.Ordinal);
}
