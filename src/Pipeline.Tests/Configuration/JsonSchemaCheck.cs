using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Tests.Configuration;

/// <summary>Enough of JSON Schema draft 7 to check a document against the schemas that the product writes; any other keyword is an error.</summary>
internal sealed class JsonSchemaCheck(string schema)
{
    private readonly JsonObject _root = JsonNode.Parse(schema)!.AsObject();

    public bool Accepts(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        return Accepts(_root, Json(stream.Documents.Single().RootNode));
    }

    private bool Accepts(JsonObject schema, JsonNode? value) => schema.All(keyword => Accepts(keyword.Key, keyword.Value!, schema, value));

    private bool Accepts(string keyword, JsonNode rule, JsonObject schema, JsonNode? value) => keyword switch
    {
        "$schema" or "title" or "description" or "default" or "definitions" or "then" or "else" => true,
        "$ref" => Accepts(_root["definitions"]![rule.GetValue<string>()["#/definitions/".Length..]]!.AsObject(), value),
        "if" => Accepts(schema[Accepts(rule.AsObject(), value) ? "then" : "else"]!.AsObject(), value),
        "anyOf" => rule.AsArray().Any(one => Accepts(one!.AsObject(), value)),
        "allOf" => rule.AsArray().All(one => Accepts(one!.AsObject(), value)),
        "const" => JsonNode.DeepEquals(rule, value),
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "type" => Types(rule).Contains(TypeOf(value)) || (TypeOf(value) == "integer" && Types(rule).Contains("number")),
        "pattern" => TypeOf(value) != "string" || Regex.IsMatch(value!.GetValue<string>(), rule.GetValue<string>()),
        "minimum" => !IsNumber(value) || value!.GetValue<double>() >= rule.GetValue<double>(),
        "maximum" => !IsNumber(value) || value!.GetValue<double>() <= rule.GetValue<double>(),
        "exclusiveMinimum" => !IsNumber(value) || value!.GetValue<double>() > rule.GetValue<double>(),
        "exclusiveMaximum" => !IsNumber(value) || value!.GetValue<double>() < rule.GetValue<double>(),
        "required" => value is not JsonObject mapping || rule.AsArray().All(key => mapping.ContainsKey(key!.GetValue<string>())),
        "minProperties" => value is not JsonObject mapping || mapping.Count >= rule.GetValue<int>(),
        "properties" => value is not JsonObject mapping || mapping.All(entry => rule[entry.Key] is not JsonObject inner || Accepts(inner, entry.Value)),
        "additionalProperties" => value is not JsonObject mapping ||
            mapping.Where(entry => schema["properties"]?[entry.Key] is null).All(entry => rule is JsonObject inner && Accepts(inner, entry.Value)),
        "items" => value is not JsonArray list || list.All(item => Accepts(rule.AsObject(), item)),
        "minItems" => value is not JsonArray list || list.Count >= rule.GetValue<int>(),
        "uniqueItems" => value is not JsonArray list || list.DistinctBy(item => item?.ToJsonString() ?? "null").Count() == list.Count,
        _ => throw new NotSupportedException(keyword),
    };

    private static IEnumerable<string> Types(JsonNode rule) =>
        rule is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [rule.GetValue<string>()];

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        JsonValue scalar when scalar.TryGetValue<bool>(out _) => "boolean",
        JsonValue scalar when scalar.TryGetValue<double>(out var number) => number == Math.Truncate(number) ? "integer" : "number",
        _ => "string",
    };

    private static bool IsNumber(JsonNode? value) => TypeOf(value) is "integer" or "number";

    // As a YAML 1.2 reader that knows nothing of the schema.
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(Json)]),
        YamlScalarNode { Style: not YamlDotNet.Core.ScalarStyle.Plain } quoted => quoted.Value,
        YamlScalarNode { Value: "" or "~" or "null" } => null,
        YamlScalarNode { Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode plain when double.TryParse(plain.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode plain => plain.Value,
        _ => throw new NotSupportedException(node.ToString()),
    };
}
