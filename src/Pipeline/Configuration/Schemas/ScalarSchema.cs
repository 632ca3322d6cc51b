using System.Text.Json.Nodes;
using Pipeline.Configuration.Shapes;

namespace Pipeline.Configuration.Schemas;

/// <summary>Texts, numbers, booleans and words as JSON Schema.</summary>
internal static class ScalarSchema
{
    public static JsonObject Of(ConfigShape shape, ConfigLimits limits, bool isNullable)
    {
        JsonObject schema = shape switch
        {
            EnumShape words => new() { ["enum"] = Words(words, isNullable) },
            BooleanShape => new() { ["type"] = Type("boolean", isNullable) },
            IntegerShape => new() { ["type"] = Type("integer", isNullable) },
            NumberShape => new() { ["type"] = Type("number", isNullable) },
            TextShape => new() { ["type"] = Type("string", isNullable) },
            _ => throw new NotSupportedException(shape.ToString()),
        };
        if (limits.Pattern is { } pattern)
            schema["pattern"] = $"^(?:{pattern})$";

        if (double.IsFinite(limits.Minimum))
            schema[limits.IsMinimumExclusive ? "exclusiveMinimum" : "minimum"] = limits.Minimum;

        if (double.IsFinite(limits.Maximum))
            schema[limits.IsMaximumExclusive ? "exclusiveMaximum" : "maximum"] = limits.Maximum;

        return schema;
    }

    /// <summary>A default of a signature.</summary>
    public static JsonNode Constant(ConfigShape shape, object value) => (shape, value) switch
    {
        (EnumShape words, _) => words.WordOf(value),
        (_, string text) => text,
        (_, bool flag) => flag,
        (_, int number) => number,
        (_, long number) => number,
        (_, float number) => number,
        (_, double number) => number,
        _ => throw new NotSupportedException($"{value} cannot be a default."),
    };

    public static JsonNode Type(string type, bool isNullable) => isNullable ? new JsonArray(type, "null") : type;

    private static JsonArray Words(EnumShape shape, bool isNullable)
    {
        JsonArray words = [.. shape.Words.Select(word => (JsonNode)word.Name)];
        if (isNullable)
            words.Add(null);

        return words;
    }
}
