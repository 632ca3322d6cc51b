using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Backbones;

namespace Pipeline.Features;

/// <summary>What a key's folder holds, for people and for <c>pipeline features</c>; nothing is decided by it.</summary>
/// <param name="Backbone">Name of the network.</param>
/// <param name="Weights">SHA-256 of its weights.</param>
/// <param name="Transform">Canonical text of the transform.</param>
/// <param name="Dimension">Features per image.</param>
/// <param name="LogitCount">Class scores per image.</param>
/// <param name="MadeBy">The program that began the folder.</param>
internal sealed record FeatureDescription(string Backbone, string Weights, string Transform, int Dimension, int LogitCount, string MadeBy)
{
    public const string FileName = "description.json";

    /// <summary>The key that it describes.</summary>
    [JsonIgnore]
    public FeatureKey Key => new(Weights, Transform, Dimension, LogitCount);

    public static FeatureDescription Of(Backbone backbone)
    {
        var key = FeatureKey.Of(backbone);
        string? version = typeof(FeatureDescription).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return new FeatureDescription(backbone.Card.Name, key.Weights, key.Transform, key.Dimension, key.LogitCount, $"pipeline {version?.Split('+')[0]}");
    }

    /// <returns>Null where there is none that can be read.</returns>
    public static FeatureDescription? Find(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder, FileName)), FeatureJson.Readable.FeatureDescription);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it where no other is.</summary>
    /// <exception cref="PipelineException">It cannot be written.</exception>
    public void Write(string folder)
    {
        if (Find(folder) is null)
        {
            WholeFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, FeatureJson.Readable.FeatureDescription) + "\n");
        }
    }
}

/// <summary>snake_case, indented, readable characters.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n",
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FeatureDescription))]
internal sealed partial class FeatureJson : JsonSerializerContext
{
    public static FeatureJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
