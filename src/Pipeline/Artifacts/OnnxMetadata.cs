using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Backbones;
using Pipeline.Heads;
using Pipeline.Imaging;

namespace Pipeline.Artifacts;

/// <summary>What a program that loads an exported model must know, as text in the model's own metadata; lists and objects as JSON.</summary>
internal static class OnnxMetadata
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyDictionary<string, string> Of(Backbone backbone, IHead head) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["labels"] = Json(new JsonArray([.. head.Space.Answers.Names.Select(name => (JsonNode)name)])),
        ["preprocessing"] = Json(Preprocessing(backbone.Transform)),
        ["backbone"] = backbone.Card.Name,
        ["backbone_sha256"] = backbone.Card.Sha256,
        ["backbone_licence"] = backbone.Card.Licence,
        ["head"] = head.Shape,
        ["answer_space"] = head.Space.Name,
        ["pipeline_version"] = RunEnvironment.ProductVersion,
    };

    private static JsonObject Preprocessing(TransformSpec transform) => new()
    {
        ["orientation"] = "upright (EXIF)",
        ["resize_shorter_side"] = transform.ResizeShorterSide,
        ["interpolation"] = "bilinear, antialiased",
        ["crop"] = transform.Crop,
        ["crop_position"] = "centre",
        ["colours"] = "RGB",
        ["layout"] = "NCHW",
        ["divide_by"] = 255,
        ["mean"] = Numbers(transform.Mean),
        ["std"] = Numbers(transform.Std),
        ["version"] = transform.Key,
    };

    private static JsonArray Numbers(IEnumerable<float> values) => new([.. values.Select(value => (JsonNode)value)]);

    private static string Json(JsonNode node) => node.ToJsonString(Readable);
}
