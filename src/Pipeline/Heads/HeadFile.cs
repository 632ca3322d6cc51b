using System.Security.Cryptography;
using System.Text;
using Pipeline.Datasets;

namespace Pipeline.Heads;

/// <summary>
/// A trained head as one file: <c>"PLHEAD"</c>, version (u16), kind (u8), the labels, the head's own arrays, and the SHA-256 of all that precedes it;
/// little-endian, strings as UTF-8 with their length. Equal heads give equal bytes.
/// </summary>
internal static class HeadFile
{
    private const ushort Version = 1;

    private static ReadOnlySpan<byte> Magic => "PLHEAD"u8;

    /// <exception cref="ArgumentException">The head has nothing that was learned, as zero-shot.</exception>
    public static void Write(IHead head, Stream stream)
    {
        HeadFormat format = HeadFormat.All.FirstOrDefault(each => each.Writes(head))
            ?? throw new ArgumentException($"{head.GetType().Name} is not stored in a file.", nameof(head));
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(format.Kind);
        writer.Write(head.Space.Answers.Count);
        foreach (string name in head.Space.Answers.Names)
        {
            writer.Write(name);
        }

        format.Write(head, writer);
        byte[] bytes = content.ToArray();
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    /// <exception cref="PipelineException">Not such a file, damaged, or of a newer version.</exception>
    public static IHead Read(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        byte[] file = copy.ToArray();
        if (!file.AsSpan().StartsWith(Magic) || file.Length < Magic.Length + SHA256.HashSizeInBytes)
        {
            throw new PipelineException("Not a head file: it does not begin with 'PLHEAD'; point at the head of a run folder.");
        }

        Span<byte> content = file.AsSpan(0, file.Length - SHA256.HashSizeInBytes);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(file.AsSpan(content.Length)))
        {
            throw new PipelineException("The head file is damaged: its checksum does not match; copy it anew or run the experiment again.");
        }

        using var reader = new BinaryReader(new MemoryStream(file, Magic.Length, content.Length - Magic.Length), Encoding.UTF8);
        return Parse(reader);
    }

    private static IHead Parse(BinaryReader reader)
    {
        ushort version = reader.ReadUInt16();
        byte kind = reader.ReadByte();
        HeadFormat? format = HeadFormat.All.FirstOrDefault(each => each.Kind == kind);
        if (version != Version || format is null)
        {
            throw new PipelineException($"The head file is of version {version}, kind {kind}, which this program does not know: use the program that wrote it, or run the experiment again.");
        }

        string[] names = new string[reader.ReadInt32()];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadString();
        }

        return format.Read(new LabelSet(names), reader);
    }
}
