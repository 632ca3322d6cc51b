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

    /// <param name="species">Restricts the sheet; empty means all.</param>
    public static void WriteSheet(string file, IReadOnlyCollection<string> species) =>
        File.WriteAllBytes(file, ContactSheet.Encode([.. All.Where(sample => species.Count == 0 || species.Contains(sample.Species))]));
}
