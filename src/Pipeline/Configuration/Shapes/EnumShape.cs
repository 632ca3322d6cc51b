using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Pipeline.Configuration.Shapes;

/// <summary>One of a few words: the members of an enum in snake_case, or under the name that they have in JSON.</summary>
internal sealed record EnumShape(Type Type) : ConfigShape(Type)
{
    public IReadOnlyList<EnumWord> Words { get; } =
        [.. Type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => new EnumWord(
            field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? SnakeCase.Of(field.Name), field.GetValue(null)!, field.GetCustomAttribute<DescriptionAttribute>()?.Description))];

    public string WordOf(object value) => Words.First(word => word.Value.Equals(value)).Name;
}

internal sealed record EnumWord(string Name, object Value, string? Description);
