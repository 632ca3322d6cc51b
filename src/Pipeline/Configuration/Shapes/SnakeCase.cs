using System.Text.Json;

namespace Pipeline.Configuration.Shapes;

/// <summary>The spelling of keys and words in YAML: <c>OnBadImage</c> is <c>on_bad_image</c>.</summary>
internal static class SnakeCase
{
    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
