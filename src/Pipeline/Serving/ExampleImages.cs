using Microsoft.AspNetCore.Http;
using Pipeline.Imaging;

namespace Pipeline.Serving;

/// <summary>Images to click on: one of each class folder of a data set. They are chosen when the server starts; a request names one by number.</summary>
internal sealed class ExampleImages
{
    private const int AtMost = 12;
    private const long MaxBytes = 5_000_000;
    private readonly string[] _files;

    private ExampleImages(string[] files, TrainingImages seen) =>
        (_files, Answers) = (files, [.. files.Select((file, i) => new ExampleAnswer(Name(file), FormattableString.Invariant($"/examples/{i}"), seen.By(Read(file))))]);

    public IReadOnlyList<ExampleAnswer> Answers { get; }

    /// <param name="folder">With images, or with folders of images; null or absent for no examples.</param>
    /// <param name="models">What is served: a model that learnt from an example is named with it.</param>
    public static ExampleImages In(string? folder, IEnumerable<ServedModel> models)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            return new ExampleImages([], new TrainingImages([]));
        }

        string[] classes = [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];
        var files = classes.Length > 0 ? classes.Select(one => Images(one).FirstOrDefault()).OfType<string>() : Images(folder);
        return new ExampleImages([.. files.Take(AtMost)], new TrainingImages(models));
    }

    public IResult Get(int number)
    {
        if (number < 0 || number >= _files.Length || Read(_files[number]) is not { } bytes)
        {
            throw RefusedRequestException.NotFound("no such example", "/api/v1/info lists the examples");
        }

        return Answer.Bytes(bytes, $"image/{ImageFormat.Of(bytes).ToString().ToLowerInvariant()}");
    }

    private static string Name(string file) => Path.GetFileName(Path.GetDirectoryName(file)) is { Length: > 0 } folder ? $"{folder}/{Path.GetFileName(file)}" : Path.GetFileName(file);

    private static IEnumerable<string> Images(string folder) =>
        Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Where(file => new FileInfo(file).Length <= MaxBytes && Read(file) is { } bytes && ImageFormat.Of(bytes).IsDecodable);

    private static byte[]? Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
