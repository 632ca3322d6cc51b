using System.Globalization;
using System.Text;
using Pipeline.Configuration.Schemas;
using Pipeline.Configuration.Shapes;

namespace Pipeline.Configuration;

/// <summary>Every key of an experiment file as a page of Markdown: a section per record, in the order in which they are met.</summary>
internal sealed class ConfigReference
{
    /// <summary>Where the page is kept, relative to the project root.</summary>
    public const string Path = "docs/configuration.md";

    private const string Introduction = """
        # Configuration

        Every key of an experiment file, its values, its default and its meaning. This page is made from the types that read the files (`pipeline config reference`); a test fails
        when it is stale.

        - A file names what it changes; everything else has the default given here. `pipeline config show FILE` prints the whole.
        - Where a section says *in short*, a plain value may stand for the mapping: `backbone: resnet-mini` is `backbone: { name: resnet-mini }`.
        - `extends: other.yaml` takes over another file. `--set head.optimizer.learning_rate=0.01` changes a key for one run.
        - `sweep` maps keys to lists of values and makes an experiment of each combination.
        - Paths are relative to the project: the folder that holds `configs`.
        - Unknown keys and values out of range are refused, all at once, with file, line and column: `pipeline validate FILE...`.


        """;

    private readonly StringBuilder _page = new(Introduction.ReplaceLineEndings("\n"));
    private readonly Dictionary<Type, string> _sections = [];
    private readonly Queue<(string Path, ConfigShape Shape)> _open = [];

    private ConfigReference()
    {
    }

    public static string Write()
    {
        var reference = new ConfigReference();
        reference.Section("experiment", ConfigShape.Of(typeof(ExperimentConfig)), inside: "");
        while (reference._open.TryDequeue(out var next))
        {
            reference.Section(next.Path, next.Shape, next.Path + ".");
        }

        return reference._page.ToString().TrimEnd('\n') + "\n";
    }

    private void Section(string path, ConfigShape shape, string inside)
    {
        _page.Append(CultureInfo.InvariantCulture, $"## {path}\n\n");
        switch (shape)
        {
            case UnionShape union: Union(union, inside); break;
            case RecordShape record: Record(record, inside); break;
            default: throw new NotSupportedException(shape.ToString());
        }
    }

    private void Union(UnionShape union, string inside)
    {
        _page.Append(CultureInfo.InvariantCulture, $"{union.Description} In short: the {union.Discriminator} alone, where it has no required keys.\n\n");
        _page.Append(CultureInfo.InvariantCulture, $"`{union.Discriminator}`: {string.Join(", ", union.Kinds.Select(kind => $"`{kind}`"))}\n\n");
        foreach (var member in union.Members)
        {
            _page.Append(CultureInfo.InvariantCulture, $"### {inside}{union.Discriminator}: {member.Kind}\n\n{member.Description}\n\n");
            Keys(member, inside);
        }
    }

    private void Record(RecordShape record, string inside)
    {
        string shorthand = record.Shorthand is { } key ? $" In short: `{key.Name}` alone." : "";
        _page.Append(CultureInfo.InvariantCulture, $"{record.Description}{shorthand}\n\n");
        Keys(record, inside);
    }

    private void Keys(RecordShape record, string inside)
    {
        if (record.Keys.Count == 0)
        {
            _page.Append("No keys of its own.\n\n");
            return;
        }

        _page.Append("| key | value | default | meaning |\n|---|---|---|---|\n");
        foreach (var key in record.Keys)
        {
            _page.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {Cell(Value(key.Shape, key.Limits, inside + key.Name))} | {Cell(Default(key))} | {Cell(Meaning(key))} |\n");
        }

        _page.Append('\n');
    }

    private string Value(ConfigShape shape, ConfigLimits limits, string path) => shape switch
    {
        EnumShape words => string.Join(", ", words.Words.Select(word => $"`{word.Name}`")),
        BooleanShape => "`true`, `false`",
        IntegerShape whole => $"whole number {limits.RangeWithin(whole.IsLong ? long.MinValue : int.MinValue, whole.IsLong ? long.MaxValue : int.MaxValue)}",
        NumberShape => double.IsFinite(limits.Minimum) || double.IsFinite(limits.Maximum) ? $"number {limits.RangeWithin(double.MinValue, double.MaxValue)}" : "number",
        TextShape => limits.Pattern is { } pattern ? $"text like `{pattern}`" : "text",
        ListShape list => $"list: {Value(list.Element, limits, path)}",
        TableShape table => $"mapping of names to: {Value(table.Value, limits, path)}",
        _ => Link(shape, path),
    };

    // A section is written once, where its type is met first; the others point there.
    private string Link(ConfigShape shape, string path)
    {
        if (!_sections.TryGetValue(shape.Type, out string? section))
        {
            _sections[shape.Type] = section = path;
            _open.Enqueue((path, shape));
        }

        return $"[{section}](#{section.Replace(".", "", StringComparison.Ordinal)})";
    }

    private static string Default(ConfigKey key) => key switch
    {
        { IsRequired: true } => "required",
        { Default: { } value } => $"`{ScalarSchema.Constant(key.Shape, value).ToJsonString().Trim('"')}`",
        { Shape: RecordShape or UnionShape } => "its own defaults",
        _ => "none",
    };

    private static string? Meaning(ConfigKey key) => key.Shape is EnumShape words
        ? string.Join("<br>", words.Words.Select(word => $"`{word.Name}`: {word.Description}").Prepend(key.Description))
        : key.Description;

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
