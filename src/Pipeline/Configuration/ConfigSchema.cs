using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Schemas;
using Pipeline.Configuration.Shapes;

namespace Pipeline.Configuration;

/// <summary>
/// What an editor needs to complete, explain and check an experiment file: a JSON Schema, draft 7, the newest that yaml-language-server
/// fully knows. It is somewhat stricter than the reader: a text that looks like a number must be quoted.
/// </summary>
internal static class ConfigSchema
{
    /// <summary>Where the schema is kept, relative to the project root.</summary>
    public const string Path = "configs/schema/experiment.schema.json";

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write() => Write<ExperimentConfig>("Pipeline experiment");

    /// <typeparam name="T">The record that a file with <c>extends</c> and <c>sweep</c> makes.</typeparam>
    internal static string Write<T>(string title)
    {
        var shape = (RecordShape)ConfigShape.Of(typeof(T));
        SchemaDefinitions definitions = new();
        JsonObject schema = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = title,
            ["description"] = shape.Description,
            ["type"] = "object",
            ["if"] = new JsonObject { ["anyOf"] = new JsonArray(Requiring("extends"), Requiring("sweep")) },
            ["then"] = LayerSchema.Of(shape, definitions, isPart: true),
            ["else"] = LayerSchema.Of(shape, definitions, isPart: false),
            ["definitions"] = definitions.All,
        };
        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Requiring(string key) => new() { ["required"] = new JsonArray(key) };
}
