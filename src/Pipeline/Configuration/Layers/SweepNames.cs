using System.Globalization;
using System.Text;
using Pipeline.Configuration.Binding;
using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>Names the experiments of a sweep after what varies: <c>quickstart-softmax-adam</c>, <c>quickstart-epochs-20</c>.</summary>
/// <param name="name">The name of the document that is swept; null when it has none.</param>
internal sealed class SweepNames(ConfigNode? name)
{
    // What the pattern of ExperimentConfig.Name allows.
    private const int MaxLength = 64;

    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>
    /// A name that was not given before, made unique with a number where need be; null when the document has no valid name to start from.
    /// </summary>
    /// <param name="document">One combination.</param>
    /// <param name="varying">The keys that vary in it, and their values here.</param>
    /// <param name="shape">The shape of the document.</param>
    public ConfigScalar? Next(ConfigMapping document, IEnumerable<(SweepAxis Axis, ConfigNode Value)> varying, RecordShape shape)
    {
        if (name is not ConfigScalar { IsNull: false } scalar || shape.Find("name")?.Limits.Allows(scalar.Text) == false)
            return null;

        var words = varying.SelectMany(pair => Words(document, pair.Axis, pair.Value, shape)).Select(Slug);
        var full = string.Join('-', words.Where(word => word.Length > 0).Prepend(scalar.Text));
        var unique = Cut(full, "");
        for (var number = 2; !_given.Add(unique); number++)
            unique = Cut(full, string.Create(CultureInfo.InvariantCulture, $"-{number}"));

        return new ConfigScalar(scalar.Source, unique, scalar.IsPlain);
    }

    private static IEnumerable<string> Words(ConfigNode root, SweepAxis axis, ConfigNode value, ConfigShape? shape)
    {
        var node = root;
        string[] path = axis.Key.Key.Split('.');
        foreach (var key in path)
        {
            var mapping = (shape?.Expand(node) ?? node) as ConfigMapping;
            shape = mapping is null ? null : shape?.Inside(mapping, key);
            node = mapping?.Find(key)?.Value ?? new ConfigScalar(root.Source, "", isPlain: true);
        }

        string[] kinds = [.. Kinds(node, shape)];
        return kinds.Length > 0 ? kinds.Concat(Details(axis, value, shape)) : Texts(path[^1], node);
    }

    /// <summary>What tells a value from others of the axis that are known by the same kinds: <c>zero_shot-mapped</c>, <c>zero_shot-imagenet</c>.</summary>
    private static IEnumerable<string> Details(SweepAxis axis, ConfigNode value, ConfigShape? shape)
    {
        ConfigMapping[] namesakes = [.. axis.Values.Where(other => Kinds(other, shape).SequenceEqual(Kinds(value, shape))).OfType<ConfigMapping>()];
        return value is ConfigMapping mapping && namesakes.Length > 1
            ? mapping.Entries
                .Where(entry => !Kinds(entry.Value, shape?.Inside(mapping, entry.Key)).Any())
                .Where(entry => namesakes.Any(other => other.Find(entry.Key)?.Value.ToString() != entry.Value.ToString()))
                .SelectMany(entry => Texts(entry.Key, entry.Value))
            : [];
    }

    /// <summary>What a mapping is known by: its kind or the key that a scalar would set, then the same of the mappings inside.</summary>
    private static IEnumerable<string> Kinds(ConfigNode node, ConfigShape? shape)
    {
        if ((shape?.Expand(node) ?? node) is not ConfigMapping mapping)
            return [];

        var own = shape switch
        {
            UnionShape union => union.KindOf(mapping),
            RecordShape { Shorthand: { } key } => (mapping.Find(key.Name)?.Value as ConfigScalar)?.Text,
            _ => null,
        };
        var inner = mapping.Entries.SelectMany(entry => Kinds(entry.Value, shape?.Inside(mapping, entry.Key)));
        return own is null ? inner : inner.Prepend(own);
    }

    // A bare number says nothing without its key.
    private static IEnumerable<string> Texts(string key, ConfigNode node) => node switch
    {
        ConfigScalar { IsNull: true } => [$"no-{key}"],
        ConfigScalar { IsPlain: true, Text: "true" or "false" } flag => [$"{key}-{flag.Text}"],
        ConfigScalar scalar => [ScalarBinder.IsNumber(scalar) ? $"{key}-{scalar.Text}" : Stem(scalar.Text)],
        ConfigSequence sequence => sequence.Items.SelectMany(item => Texts(key, item)),
        ConfigMapping mapping => mapping.Entries.SelectMany(entry => Texts(entry.Key, entry.Value)),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    // A card is known by its file's name, wherever it lies.
    private static string Stem(string text) => Path.GetExtension(text) == ".yaml" ? Path.GetFileNameWithoutExtension(text) : text;

    private static string Slug(string text)
    {
        StringBuilder slug = new();
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.')
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }

    private static string Cut(string text, string ending) =>
        text.Length + ending.Length <= MaxLength ? text + ending : text[..(MaxLength - ending.Length)].TrimEnd('-', '.', '_') + ending;
}
