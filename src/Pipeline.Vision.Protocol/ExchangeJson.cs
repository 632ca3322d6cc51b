using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Vision.Protocol;

/// <summary>The JSON of the protocol: snake_case, numbers as they are, strict in both directions.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NewLine = "\n", RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TrainingRequest))]
[JsonSerializable(typeof(TrainingResult))]
[JsonSerializable(typeof(ModelCard))]
[JsonSerializable(typeof(ProgressLine))]
[JsonSerializable(typeof(ProbeResult))]
[JsonSerializable(typeof(AnswerLine))]
[JsonSerializable(typeof(VersionOnly))]
public sealed partial class ExchangeJson : JsonSerializerContext
{
    /// <summary>Labels such as "Känguru" stay legible.</summary>
    public static ExchangeJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Reads what the other program wrote. Its version is looked at first: what else is in it belongs to that version.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="type">From <see cref="Readable"/>.</param>
    /// <param name="from">What it is, for messages.</param>
    /// <exception cref="VisionException">Not JSON, not of this version, or not what it should be.</exception>
    public static T Parse<T>(string text, JsonTypeInfo<T> type, string from)
    {
        try
        {
            int? version = JsonSerializer.Deserialize(text, Lenient.VersionOnly)?.Version;
            if (version != VisionProtocol.Version)
            {
                throw new VisionException(version is null
                    ? $"{from} says no version of the protocol"
                    : $"{from} speaks version {version} of the protocol, this program version {VisionProtocol.Version}; build both from one state of the sources");
            }

            return JsonSerializer.Deserialize(text, type) ?? throw new JsonException("empty");
        }
        catch (JsonException problem)
        {
            throw new VisionException($"{from} is not what it should be ({problem.Message.Split('\n')[0]})", problem);
        }
    }

    private static ExchangeJson Lenient => field ??= new(new JsonSerializerOptions(Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip });
}

/// <summary>What every version of the protocol begins with.</summary>
public sealed record VersionOnly(int? Version = null);
