namespace Pipeline.Datasets.Importing;

/// <summary>
/// The 600 photos of the study's ten species, by the hash of their bytes, so that an imported copy is recognised and the same photos are drawn from it by everyone. Facts about
/// the data set, not the photos themselves; <c>data/study/README.md</c> tells where they come from.
/// </summary>
internal sealed class StudyPhotos
{
    private readonly Dictionary<string, string> _species;

    /// <param name="text">Columns species, file, bytes, sha256; none needs quotes.</param>
    public StudyPhotos(string text) => _species = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
        .Select(line => line.Split(',')).ToDictionary(cells => cells[3], cells => cells[0], StringComparer.Ordinal);

    public static StudyPhotos Shipped { get; } = new(Read());

    public int Count => _species.Count;

    /// <summary>Photos of each species, in hex hashes.</summary>
    public ILookup<string, string> Species => _species.ToLookup(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public bool Contains(string sha256) => _species.ContainsKey(sha256);

    private static string Read()
    {
        using var reader = new StreamReader(typeof(StudyPhotos).Assembly.GetManifestResourceStream("study-photos.csv")!);
        return reader.ReadToEnd();
    }
}
