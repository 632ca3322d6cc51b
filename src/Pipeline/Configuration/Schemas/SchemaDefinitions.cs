using System.Text.Json.Nodes;
using Pipeline.Configuration.Shapes;

namespace Pipeline.Configuration.Schemas;

/// <summary>
/// Schemas of records and unions, each once under its name. Where it makes a difference there are two: the whole, and <c>.part</c>, which
/// demands no key because another layer may give it.
/// </summary>
internal sealed class SchemaDefinitions
{
    public JsonObject All { get; } = [];

    /// <summary>The schema of a key's value, with the key's description and default.</summary>
    public JsonObject Value(ConfigKey key, bool isPart)
    {
        JsonObject schema = new() { ["description"] = Describe(key) };
        if (key.Default is { } value)
            schema["default"] = ScalarSchema.Constant(key.Shape, value);

        foreach (var (name, node) in Value(key.Shape, key.Limits, isPart, key.IsNullable))
            schema[name] = node?.DeepClone();

        return schema;
    }

    /// <param name="shape">The record.</param>
    /// <param name="union">The union whose discriminator it has here; null when it stands by itself.</param>
    /// <param name="isPart">Whether keys may be missing.</param>
    public JsonObject Record(RecordShape shape, UnionShape? union, bool isPart)
    {
        JsonObject properties = [];
        if (union is not null)
            properties[union.Discriminator] = new JsonObject { ["const"] = shape.Kind, ["description"] = shape.Description };

        foreach (var key in shape.Keys)
            properties[key.Name] = Value(key, isPart);

        JsonObject schema = new()
        {
            ["type"] = "object",
            ["description"] = shape.Description,
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        var required = shape.Keys.Where(key => key.IsRequired).Select(key => key.Name);
        if (!isPart && (union is null ? required : required.Prepend(union.Discriminator)).ToArray() is { Length: > 0 } names)
            schema["required"] = new JsonArray([.. names]);

        return schema;
    }

    private JsonObject Value(ConfigShape shape, ConfigLimits limits, bool isPart, bool isNullable) => shape switch
    {
        // A list replaces the one below it, so that its items must be whole.
        ListShape list => new()
        {
            ["type"] = ScalarSchema.Type("array", isNullable),
            ["items"] = Value(list.Element, limits, isPart: false, isNullable: false),
        },
        TableShape table => new()
        {
            ["type"] = ScalarSchema.Type("object", isNullable),
            ["additionalProperties"] = Value(table.Value, limits, isPart, isNullable: false),
        },

        // Draft 7 ignores what stands beside a $ref.
        RecordShape or UnionShape when !isNullable => new() { ["allOf"] = new JsonArray(Reference(shape, isPart)) },
        RecordShape or UnionShape => new() { ["anyOf"] = new JsonArray(Reference(shape, isPart), new JsonObject { ["type"] = "null" }) },
        _ => ScalarSchema.Of(shape, limits, isNullable),
    };

    private JsonObject Reference(ConfigShape shape, bool isPart)
    {
        var isOther = isPart && HasPart(shape);
        return Reference(
            shape.Type.Name + (isOther ? ".part" : ""),
            () => shape is UnionShape union ? Union(union, isOther) : WithShorthand((RecordShape)shape, isOther));
    }

    /// <summary>A reference to a definition, which is made when it is new.</summary>
    public JsonObject Reference(string name, Func<JsonObject> make)
    {
        if (!All.ContainsKey(name))
        {
            // Its place is taken first: a record may contain its own kind.
            All[name] = null;
            All[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    private JsonObject Union(UnionShape union, bool isPart)
    {
        var alone = union.Members.Where(member => isPart || !member.Keys.Any(key => key.IsRequired));
        JsonNode[] kinds = [.. alone.Select(member => member.Kind!)];
        JsonArray any = kinds.Length == 0 ? [] : [new JsonObject { ["enum"] = new JsonArray(kinds) }];
        foreach (var member in union.Members)
            any.Add(Reference($"{union.Type.Name}.{member.Kind}{(isPart ? ".part" : "")}", () => Record(member, union, isPart)));

        return new JsonObject { ["description"] = union.Description, ["anyOf"] = any };
    }

    private JsonObject WithShorthand(RecordShape record, bool isPart)
    {
        var mapping = Record(record, union: null, isPart);
        var isScalar = record.Shorthand is not null && (isPart || !record.Keys.Any(key => key.IsRequired && !key.IsShorthand));
        return isScalar ? new JsonObject { ["anyOf"] = new JsonArray(Value(record.Shorthand!, isPart), mapping) } : mapping;
    }

    private static bool HasPart(ConfigShape shape) => shape switch
    {
        UnionShape => true,
        RecordShape record => record.Keys.Any(key => key.IsRequired || HasPart(key.Shape)),
        TableShape table => HasPart(table.Value),
        _ => false,
    };

    private static string? Describe(ConfigKey key) => key.Shape is EnumShape words
        ? string.Join('\n', words.Words.Select(word => $"- {word.Name}: {word.Description}").Prepend(key.Description))
        : key.Description;
}
