using System.IO.Compression;
using Pipeline.Configuration;

namespace Pipeline.Backbones;

/// <summary>
/// Weights and cards on their way to a machine without network: a folder, or one zip with the same files, <c>NAME.yaml</c> beside <c>FILE.onnx</c>.
/// </summary>
internal static class WeightsBundle
{
    /// <summary>A card is a page of text; what is larger is none.</summary>
    private const int LargestCard = 1 << 20;

    /// <param name="target">A folder, or a file that ends in .zip.</param>
    /// <param name="weights">Cards and their checked files.</param>
    /// <param name="progress">Hears how many files are written.</param>
    /// <exception cref="PipelineException">The target cannot be written, or a file is not what its card says.</exception>
    public static void Write(string target, IReadOnlyList<(BackboneCard Card, string File)> weights, IProgress<Progress> progress, CancellationToken cancellation)
    {
        if (IsArchive(target))
        {
            WholeFile.Write(target, stream =>
            {
                // Weights do not compress: they are stored as they are.
                using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
                WriteAll(weights, (name, write) =>
                {
                    using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                    write(entry);
                }, progress, cancellation);
            });
        }
        else
        {
            WriteAll(weights, (name, write) => WholeFile.Write(Path.Combine(target, name), write), progress, cancellation);
        }
    }

    /// <summary>Reads each card that lies in a bundle with a way to open its weights.</summary>
    /// <param name="source">A folder or a zip.</param>
    /// <param name="use">Called for each, while the bundle is open.</param>
    /// <exception cref="PipelineException">It is no bundle, or a card in it is wrong.</exception>
    public static void Read(string source, Action<BackboneCard, Func<Stream>> use)
    {
        try
        {
            if (Directory.Exists(source))
            {
                ReadFolder(source, use);
                return;
            }

            using var archive = ZipFile.OpenRead(source);
            ReadArchive(source, archive, use);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new PipelineException($"{source} cannot be read as a folder or zip of 'pipeline models export': {problem.Message}", problem);
        }
    }

    private static bool IsArchive(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static void WriteAll(
        IReadOnlyList<(BackboneCard Card, string File)> weights, Action<string, Action<Stream>> add, IProgress<Progress> progress, CancellationToken cancellation)
    {
        foreach (var (i, (card, file)) in weights.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new Progress("writing weights", i, weights.Count, "files"));
            add(card.Name + ".yaml", stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ConfigWriter.Write(card))));
            add(card.File, stream =>
            {
                using var source = File.OpenRead(file);
                if (Hashing.OfCopy(source, stream, long.MaxValue, out _) != card.Sha256)
                {
                    throw new PipelineException($"{file} is not what its card says; 'pipeline models verify {card.Name}' sets it aside");
                }
            });
        }

        progress.Report(new Progress("writing weights", weights.Count, weights.Count, "files"));
    }

    private static void ReadFolder(string folder, Action<BackboneCard, Func<Stream>> use)
    {
        string[] cards = [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)];
        RequireAny(folder, cards.Length);
        foreach (string file in cards)
        {
            var card = RecordReader.Read<BackboneCard>(file);
            string weights = Path.Combine(folder, card.File);
            use(card, File.Exists(weights) ? () => File.OpenRead(weights) : throw new PipelineException($"{folder} has the card of '{card.Name}', but not {card.File}"));
        }
    }

    // Entries are asked for by name: whatever else an archive holds, under whatever path, is never unpacked.
    private static void ReadArchive(string source, ZipArchive archive, Action<BackboneCard, Func<Stream>> use)
    {
        ZipArchiveEntry[] cards = [.. archive.Entries.Where(entry => entry.FullName.EndsWith(".yaml", StringComparison.Ordinal) && !entry.FullName.Contains('/', StringComparison.Ordinal)).OrderBy(entry => entry.FullName, StringComparer.Ordinal)];
        RequireAny(source, cards.Length);
        foreach (var entry in cards)
        {
            var card = RecordReader.Parse<BackboneCard>(Text(entry), $"{source}: {entry.FullName}");
            var weights = archive.GetEntry(card.File) ?? throw new PipelineException($"{source} has the card of '{card.Name}', but not {card.File}");
            use(card, weights.Open);
        }
    }

    // What an archive says of an entry's length need not be true.
    private static string Text(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var text = new MemoryStream();
        Hashing.OfCopy(stream, text, LargestCard + 1, out long length);
        return length <= LargestCard ? System.Text.Encoding.UTF8.GetString(text.ToArray()) : throw new InvalidDataException($"{entry.FullName} is too large for a card");
    }

    private static void RequireAny(string source, int cards)
    {
        if (cards == 0)
        {
            throw new PipelineException($"{source} holds no cards (NAME.yaml beside the weights); 'pipeline models export' makes such a bundle");
        }
    }
}
