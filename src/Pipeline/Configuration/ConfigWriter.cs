using System.Collections;
using System.Globalization;
using System.Text;
using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration;

/// <summary>
/// A record as YAML with every default filled in: keys in the order of the signature, the kind first, no comments, <c>\n</c> at the end of
/// each line. Equal records have equal texts on every machine, so that this text also tells whether two configs are the same (records
/// compare their lists by reference) and goes into the identity of a run.
/// </summary>
internal static class ConfigWriter
{
    private const string Step = "  ";

    /// <typeparam name="T">The type to read the text as again; for a member of a union its base, so that the kind is written.</typeparam>
    public static string Write<T>(T record)
        where T : class
    {
        StringBuilder text = new();
        WriteBlock(text, Node(ConfigShape.Of(typeof(T)), record), "");
        return text.ToString();
    }

    private static ConfigNode Node(ConfigShape shape, object value) => shape switch
    {
        RecordShape record => new ConfigMapping(default, [.. Entries(record, value)]),
        UnionShape union when union.MemberOf(value) is var member =>
            new ConfigMapping(default, [Entry(union.Discriminator, Text(member.Kind!)), .. Entries(member, value)]),
        ListShape list => new ConfigSequence(default, [.. ((IEnumerable)value).Cast<object>().Select(item => Node(list.Element, item))]),
        TableShape table => new ConfigMapping(default, [.. Pairs(value).Select(pair => Entry(pair.Key, Node(table.Value, pair.Value)))]),
        TextShape => Text((string)value),
        EnumShape words => Text(words.WordOf(value)),
        BooleanShape => Plain((bool)value ? "true" : "false"),
        NumberShape => Plain(((IFormattable)value).ToString("R", CultureInfo.InvariantCulture)),
        IntegerShape => Plain(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException(shape.ToString()),
    };

    // Null is the default of most keys that may be null; elsewhere it must be said.
    private static IEnumerable<ConfigEntry> Entries(RecordShape shape, object record) =>
        from key in shape.Keys
        where key.IsWritten
        let value = key.ValueIn(record)
        where value is not null || key.IsRequired || key.Default is not null
        select Entry(key.Name, value is null ? Plain("null") : Node(key.Shape, value));

    private static IEnumerable<(string Key, object Value)> Pairs(object table) =>
        ((IEnumerable)table).Cast<object>().Select(pair => ((string)Get(pair, "Key"), Get(pair, "Value")));

    private static object Get(object pair, string property) => pair.GetType().GetProperty(property)!.GetValue(pair)!;

    private static ConfigEntry Entry(string key, ConfigNode value) => new(key, default, value);

    private static ConfigScalar Text(string text) => new(default, text, isPlain: false);

    private static ConfigScalar Plain(string text) => new(default, text, isPlain: true);

    private static void WriteBlock(StringBuilder text, ConfigNode node, string indent)
    {
        switch (node)
        {
            case ConfigMapping { Entries.Count: > 0 } mapping:
                foreach (var entry in mapping.Entries)
                    WriteEntry(text, entry, indent);

                break;
            case ConfigSequence sequence when !FitsOnOneLine(sequence):
                foreach (var item in sequence.Items)
                    WriteItem(text, item, indent);

                break;
            default:
                text.Append(indent).Append(node).Append('\n');
                break;
        }
    }

    private static void WriteEntry(StringBuilder text, ConfigEntry entry, string indent)
    {
        text.Append(indent).Append(ScalarText.Of(entry.Key)).Append(':');
        if (FitsOnOneLine(entry.Value))
        {
            text.Append(' ').Append(entry.Value).Append('\n');
            return;
        }

        text.Append('\n');
        WriteBlock(text, entry.Value, indent + Step);
    }

    // The dash stands in the indentation of the item's first line.
    private static void WriteItem(StringBuilder text, ConfigNode item, string indent)
    {
        var start = text.Length;
        WriteBlock(text, item, indent + Step);
        text[start + indent.Length] = '-';
    }

    private static bool FitsOnOneLine(ConfigNode node) => node switch
    {
        ConfigMapping mapping => mapping.Entries.Count == 0,
        ConfigSequence sequence => sequence.Items.All(FitsOnOneLine),
        _ => true,
    };
}
