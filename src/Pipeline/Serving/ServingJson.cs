using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Timing;

namespace Pipeline.Serving;

/// <summary>The JSON of the API: snake_case, readable characters, nulls written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PredictAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(InfoAnswer))]
[JsonSerializable(typeof(ModelsAnswer))]
[JsonSerializable(typeof(RunsAnswer))]
[JsonSerializable(typeof(FlagAnswer))]
[JsonSerializable(typeof(PortableModel))]
[JsonSerializable(typeof(PortableLaunch))]
[JsonSerializable(typeof(MeasuredLaunch[]))]
internal sealed partial class ServingJson : JsonSerializerContext
{
    /// <summary>Never embedded in HTML, and always sent with a type that nothing sniffs.</summary>
    public static ServingJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
