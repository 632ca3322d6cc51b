using System.Security.Cryptography;
using Pipeline.Imaging;

namespace Pipeline.Datasets.Importing;

/// <summary>An image of a source, by what it holds.</summary>
/// <param name="Original">As the source spells it.</param>
/// <param name="Occurrence">How many files of this name the source held before it; archives may repeat names.</param>
/// <param name="Label">Its class.</param>
/// <param name="Bytes">Unpacked.</param>
/// <param name="Sha256">Of its bytes.</param>
internal sealed record SurveyedImage(string Original, int Occurrence, string Label, long Bytes, string Sha256);

/// <summary>A file that is not imported.</summary>
/// <param name="Original">As the source spells it.</param>
/// <param name="Reason">For people.</param>
internal sealed record SkippedFile(string Original, string Reason);

/// <summary>Reads a source once from end to end and writes nothing: which images it holds, under which labels.</summary>
/// <param name="Images">In the order of the source.</param>
/// <param name="Skipped">What is no image, or lies in no class, or has a name that points outside.</param>
internal sealed record ImportSurvey(IReadOnlyList<SurveyedImage> Images, IReadOnlyList<SkippedFile> Skipped)
{
    /// <param name="source">The source.</param>
    /// <param name="limits">What it may unpack to.</param>
    /// <param name="progress">Is told after each file.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="PipelineException">The source is damaged, or holds more than the limits allow.</exception>
    public static ImportSurvey Of(ImportSource source, ImportLimits limits, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        List<(string[] Path, string? Label, SurveyedImage Image)> images = [];
        List<SkippedFile> skipped = [];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        long unpacked = 0;
        int files = 0;
        source.Visit(limits, file =>
        {
            files++;
            progress?.Report(new Progress("reading the source", files, 0, "files"));
            int occurrence = seen[file.Name] = seen.GetValueOrDefault(file.Name, -1) + 1;
            string[]? segments = file.Label is null ? EntryName.Segments(file.Name) : [Path.GetFileName(file.Name.Replace('\\', '/'))];
            if (Refusal(file, segments) is { } reason)
            {
                skipped.Add(new SkippedFile(file.Name, reason));
                return;
            }

            var content = ContentOf(file.Content!, limits.MaxBytes - unpacked, source.Path, limits, cancellation);
            unpacked += content.Bytes;
            if (content.Problem.Length > 0)
            {
                skipped.Add(new SkippedFile(file.Name, content.Problem));
            }
            else
            {
                images.Add((segments!, file.Label, new SurveyedImage(file.Name, occurrence, "", content.Bytes, content.Sha256)));
            }
        }, cancellation);

        var folders = new ClassFolders([.. images.Where(image => image.Label is null).Select(image => image.Path)]);
        var labelled = images.ToLookup(image => (image.Label ?? folders.Of(image.Path)) is not null);
        return new ImportSurvey(
            [.. labelled[true].Select(image => image.Image with { Label = image.Label ?? folders.Of(image.Path)! })],
            [.. skipped, .. labelled[false].Select(image => new SkippedFile(image.Image.Original, "outside any class folder"))]);
    }

    private static string? Refusal(SourceFile file, string[]? segments) =>
        segments is null || segments.Length == 0 ? "its name points outside the archive"
        : EntryName.IsHidden(segments) ? "a hidden or system file"
        : file.Content is null ? file.Problem
        : null;

    private static (long Bytes, string Sha256, string Problem) ContentOf(Stream content, long left, string source, ImportLimits limits, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 << 10];
        long bytes = 0;
        int read;
        while ((read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var format = bytes == 0 ? ImageFormat.Of(buffer.AsSpan(0, read)) : ImageFormat.Jpeg;
            bytes += read;
            if (bytes > left)
            {
                throw BoundedStream.TooLarge(source, limits.MaxBytes);
            }

            if (!format.IsDecodable)
            {
                return (bytes, "", format == ImageFormat.Unknown ? "not an image" : $"{format.DisplayName} is not supported");
            }

            if (bytes > FileContent.MaxBytes)
            {
                return (bytes, "", $"larger than {FileContent.MaxBytes >> 20} MiB");
            }

            hash.AppendData(buffer, 0, read);
        }

        return bytes == 0 ? (0, "", "an empty file") : (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()), "");
    }
}
