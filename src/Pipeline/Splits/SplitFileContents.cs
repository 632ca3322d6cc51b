using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>What a split file says, in the order in which it says it.</summary>
/// <param name="Algorithm">See <see cref="Draw.AlgorithmVersion"/>.</param>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="Split">The split that was asked for.</param>
/// <param name="Images">One line per image, in ordinal order of their paths.</param>
internal sealed record SplitFileContents(int Algorithm, int Seed, SplitTerms Split, IReadOnlyList<SplitFileImage> Images)
{
    public static SplitFileContents Of(DatasetSplit split, IReadOnlyList<LabeledImage> images, LabelSet labels)
    {
        var groups = DuplicateGroups.Of(images);
        var lines = images
            .Select((image, i) => new SplitFileImage(image.Path, image.ContentHash, labels[image.Label], groups.Groups[groups.Of(i)].Name, split.Parts.Describe(i)))
            .OrderBy(line => line.Path, StringComparer.Ordinal);
        return new SplitFileContents(Draw.AlgorithmVersion, split.Seed, SplitTerms.Of(split.Config), [.. lines]);
    }

    /// <exception cref="JsonException">The text is no such file.</exception>
    public static SplitFileContents Parse(string text)
    {
        // The serializer checks that no member is null, but not the elements of a list.
        var contents = JsonSerializer.Deserialize(text, SplitFileJson.Readable.SplitFileContents);
        return contents is not null && contents.Images.All(image => image is not null && image.Repeats.All(repeat => repeat is not null))
            ? contents
            : throw new JsonException("null stands where there should be something");
    }

    /// <returns>JSON with one line per image and <c>\n</c> at the ends of lines.</returns>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append($"{{\n  \"algorithm\": {Algorithm},\n  \"seed\": {Seed},\n  \"split\": {Split.ToText()},\n  \"images\": [\n    ");
        text.AppendJoin(",\n    ", Images.Select(image => JsonSerializer.Serialize(image, SplitFileJson.Readable.SplitFileImage)));
        return text.Append("\n  ]\n}\n").ToString();
    }
}

/// <summary>One image of a split file.</summary>
/// <param name="Sha256">SHA-256 of its bytes: this and the label identify it; the path is for the reader, who may have moved the file since.</param>
/// <param name="Path">Relative to the dataset's folder.</param>
/// <param name="Label">The class.</param>
/// <param name="Group">Duplicates share it.</param>
/// <param name="Repeats">Its parts, one <see cref="PartNotation"/> per repeat.</param>
internal sealed record SplitFileImage(string Path, string Sha256, string Label, string Group, string[] Repeats);

[JsonSerializable(typeof(SplitFileContents))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
internal sealed partial class SplitFileJson : JsonSerializerContext
{
    /// <summary>Names stay as people wrote them: these files are read by people and never put into a web page.</summary>
    public static SplitFileJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
