using Pipeline.Drawings.Species;

namespace Pipeline.Drawings;

/// <summary>The sample data set: ten species, five images each.</summary>
internal static class SampleCatalog
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        .. Antelope.Samples,
        .. Bear.Samples,
        .. Cat.Samples,
        .. Dog.Samples,
        .. Eagle.Samples,
        .. Fox.Samples,
        .. Gorilla.Samples,
        .. Horse.Samples,
        .. Jellyfish.Samples,
        .. Kangaroo.Samples,
    ];

    /// <summary>Writes every sample to its species' folder under <paramref name="folder"/>.</summary>
    public static void WriteAll(string folder)
    {
        foreach (var sample in All)
        {
            var path = Path.Combine(folder, sample.Species, sample.FileName);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, sample.Encode());
        }
    }

    /// <param name="names">Beginnings of file names, such as "cat" or "cat-02"; empty means all.</param>
    public static void WriteSheet(string file, IReadOnlyCollection<string> names) => File.WriteAllBytes(
        file, ContactSheet.Encode([.. All.Where(sample =>
            names.Count == 0 || names.Any(name => sample.FileName.StartsWith(name, StringComparison.Ordinal)))]));
}
