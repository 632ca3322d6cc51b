using System.Text.Json.Nodes;
using Pipeline.Configuration.Shapes;

namespace Pipeline.Configuration.Schemas;

/// <summary>The root of a file: the keys of the record, <c>extends</c> and <c>sweep</c>.</summary>
internal static class LayerSchema
{
    /// <param name="shape">What the file becomes.</param>
    /// <param name="definitions">Where the schemas of its values are.</param>
    /// <param name="isPart">Whether another file or a sweep may give what this one lacks.</param>
    public static JsonObject Of(RecordShape shape, SchemaDefinitions definitions, bool isPart)
    {
        var schema = definitions.Record(shape, union: null, isPart);
        var properties = schema["properties"]!.AsObject();
        properties["extends"] = new JsonObject
        {
            ["type"] = "string",
            ["description"] = "A config file, relative to this one, that this one is the difference from.",
        };
        properties["sweep"] = new JsonObject
        {
            ["type"] = ScalarSchema.Type("object", isNullable: true),
            ["description"] = "Dotted keys to lists of values; each combination is an experiment, the last key varying fastest.",
            ["allOf"] = new JsonArray(definitions.Reference("sweep", () => Sweep(shape, definitions))),
        };
        return schema;
    }

    private static JsonObject Sweep(RecordShape shape, SchemaDefinitions definitions) => new()
    {
        ["minProperties"] = 1,
        ["additionalProperties"] = false,
        ["properties"] = Axes(shape, definitions),
    };

    private static JsonObject Axes(RecordShape shape, SchemaDefinitions definitions) => new(
        from axis in Paths(shape, "", [])
        where axis.Path != "name"
        group axis.Key by axis.Path into keys
        select KeyValuePair.Create<string, JsonNode?>(keys.Key, Axis([.. keys], definitions)));

    // One path may mean a key of several kinds.
    private static JsonObject Axis(List<ConfigKey?> keys, SchemaDefinitions definitions)
    {
        JsonObject axis = new() { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true };
        var schemas = keys.OfType<ConfigKey>().Select(key => definitions.Value(key, isPart: true));
        JsonNode[] values = [.. schemas.DistinctBy(schema => schema.ToJsonString())];
        if (values.Length > 0)
            axis["items"] = values.Length == 1 ? values[0] : new JsonObject { ["anyOf"] = new JsonArray(values) };

        return axis;
    }

    /// <summary>Every dotted key, those of discriminators without a key; a type inside itself is not entered again.</summary>
    private static IEnumerable<(string Path, ConfigKey? Key)> Paths(ConfigShape shape, string path, Type[] entered) => shape switch
    {
        _ when entered.Contains(shape.Type) => [],
        RecordShape record => record.Keys
            .SelectMany(key => Paths(key.Shape, $"{path}{key.Name}.", [.. entered, shape.Type]).Prepend((path + key.Name, key))),
        UnionShape union => union.Members
            .SelectMany(member => Paths(member, path, [.. entered, shape.Type])).Prepend((path + union.Discriminator, null)),
        _ => [],
    };
}
