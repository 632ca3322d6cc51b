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
            ["description"] = "Dotted keys to lists of values; each combination is an experiment, the last key varying fastest. 'exclude' takes combinations away, 'include' adds more.",
            ["allOf"] = new JsonArray(definitions.Reference("sweep", () => Sweep(shape, definitions))),
        };
        return schema;
    }

    private static JsonObject Sweep(RecordShape shape, SchemaDefinitions definitions)
    {
        var keys = Paths(shape, "", []).Where(axis => axis.Path != "name").GroupBy(axis => axis.Path, axis => axis.Key).ToArray();
        JsonObject properties = new(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key.Key, Axis([.. key], definitions))))
        {
            ["exclude"] = Items("Combinations to leave out: those that match all keys of an item. A list means one of its values.", keys),
            ["include"] = Items("Experiments to add: dotted keys to a value, or to a list of values whose combinations are added.", keys),
        };
        return new() { ["minProperties"] = 1, ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject Items(string description, IEnumerable<IGrouping<string, ConfigKey?>> keys) => new()
    {
        ["type"] = new JsonArray("array", "null"),
        ["description"] = description,
        ["items"] = new JsonObject
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["propertyNames"] = new JsonObject { ["enum"] = new JsonArray([.. keys.Select(key => (JsonNode)key.Key)]) },
        },
    };

    // One path may mean a key of several kinds. A mapping in place of the list holds the keys inside.
    private static JsonObject Axis(List<ConfigKey?> keys, SchemaDefinitions definitions)
    {
        JsonObject axis = new() { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true };
        var schemas = keys.OfType<ConfigKey>().Select(key => definitions.Value(key, isPart: true));
        JsonNode[] values = [.. schemas.DistinctBy(schema => schema.ToJsonString())];
        if (values.Length > 0)
            axis["items"] = values.Length == 1 ? values[0] : new JsonObject { ["anyOf"] = new JsonArray(values) };

        return keys.Exists(key => key?.Shape is RecordShape or UnionShape)
            ? new JsonObject { ["anyOf"] = new JsonArray(axis, new JsonObject { ["type"] = "object", ["minProperties"] = 1 }) }
            : axis;
    }

    /// <summary>Every dotted key, those of discriminators without a key; a type inside itself is not entered again.</summary>
    private static IEnumerable<(string Path, ConfigKey? Key)> Paths(ConfigShape shape, string path, Type[] entered) => shape switch
    {
        _ when entered.Contains(shape.Type) => [],
        RecordShape record => record.Keys.Where(key => key.IsWritten)
            .SelectMany(key => Paths(key.Shape, $"{path}{key.Name}.", [.. entered, shape.Type]).Prepend((path + key.Name, key))),
        UnionShape union => union.Members
            .SelectMany(member => Paths(member, path, [.. entered, shape.Type])).Prepend((path + union.Discriminator, null)),
        _ => [],
    };
}
