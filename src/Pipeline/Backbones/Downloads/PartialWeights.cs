using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Backbones.Downloads;

/// <summary>What a file ending in <c>.partial</c> is the beginning of, and who works on it.</summary>
/// <param name="Sha256">The card's hash.</param>
/// <param name="Url">Where the last bytes came from.</param>
/// <param name="ETag">The server's name for that version of the file, if it is a strong one.</param>
/// <param name="Process">The process that fetches, or did.</param>
/// <param name="Host">The machine that it runs on.</param>
internal sealed record PartialOrigin(string Sha256, string Url, string? ETag, int Process, string Host);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PartialOrigin))]
internal sealed partial class PartialJson : JsonSerializerContext;

/// <summary>The beginning of a card's weights, on its way into a models folder.</summary>
/// <param name="card">What it shall become.</param>
/// <param name="folder">The models folder.</param>
internal sealed class PartialWeights(BackboneCard card, string folder)
{
    private string File => System.IO.Path.Combine(folder, card.File + ".partial");

    private string Note => File + ".json";

    public int Length => new FileInfo(File) is { Exists: true } file ? (int)Math.Min(file.Length, int.MaxValue) : 0;

    /// <returns>Null where nobody wrote it down, or it is about other weights.</returns>
    public PartialOrigin? Origin()
    {
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllText(Note), PartialJson.Default.PartialOrigin) is { } origin && origin.Sha256 == card.Sha256 ? origin : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the server can tell if its file is still the one that this is the beginning of.</summary>
    public bool IsVersionOf(Uri source) => Origin() is { ETag: not null } origin && origin.Url == source.GetLeftPart(UriPartial.Path);

    /// <summary>Starts over unless what is there is the beginning of these weights, and not more than they are.</summary>
    public void DiscardForeign()
    {
        if (Origin() is null || Length > card.Bytes)
        {
            Discard();
        }
    }

    public void Discard()
    {
        System.IO.File.Delete(File);
        System.IO.File.Delete(Note);
    }

    public void WriteOrigin(Uri source, string? etag) => WholeFile.WriteText(
        Note,
        JsonSerializer.Serialize(
            new PartialOrigin(card.Sha256, source.GetLeftPart(UriPartial.Path), etag, Environment.ProcessId, Environment.MachineName), PartialJson.Default.PartialOrigin));

    /// <summary>To write from a position on; what stood behind it is gone.</summary>
    public FileStream OpenAt(int position)
    {
        var stream = new FileStream(File, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.SetLength(position);
        stream.Seek(position, SeekOrigin.Begin);
        return stream;
    }

    /// <returns>SHA-256 of what is there, lower-case hex.</returns>
    public async Task<string> Hash(CancellationToken cancellation)
    {
        await using var stream = System.IO.File.OpenRead(File);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }

    /// <summary>Gives the checked bytes their name.</summary>
    public string Complete()
    {
        string target = System.IO.Path.Combine(folder, card.File);
        using (var stream = new FileStream(File, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(File, target, overwrite: true);
        System.IO.File.Delete(Note);
        return target;
    }
}
