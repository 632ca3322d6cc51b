using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Launching.Slurm;

namespace Pipeline.Launching;

/// <summary>The JSON of a sweep folder: snake_case, indented, line feeds, readable characters, nulls written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n",
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SweepPlan))]
[JsonSerializable(typeof(TaskResult))]
[JsonSerializable(typeof(TaskStart))]
[JsonSerializable(typeof(SlurmSubmission))]
[JsonSerializable(typeof(SlurmEnds))]
[JsonSerializable(typeof(ExtractionResult))]
[JsonSerializable(typeof(LauncherProcess))]
internal sealed partial class LaunchJson : JsonSerializerContext
{
    /// <summary>Data, never put into HTML as it is.</summary>
    public static LaunchJson Readable => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<TaskState>(JsonNamingPolicy.SnakeCaseLower), new JsonStringEnumConverter<SubmissionRole>(JsonNamingPolicy.SnakeCaseLower) },
    });
}
