using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pipeline.Configuration.Yaml;

/// <summary>One YAML document into nodes with positions. What is wrong with the YAML itself is collected.</summary>
internal sealed class ConfigParser
{
    // Far deeper than any config; keeps a hostile file from overflowing the stack.
    private const int MaxDepth = 64;

    // An alias repeats what it names, so that a few lines can stand for billions of nodes.
    private const int MaxNodes = 100_000;

    private readonly YamlEvents _parser;
    private readonly Func<Mark, ConfigSource> _at;
    private readonly ConfigProblems _problems;
    private readonly Dictionary<AnchorName, (ConfigNode Node, int Count)> _anchors = [];
    private int _count;

    private ConfigParser(string text, Func<Mark, ConfigSource> at, ConfigProblems problems) =>
        (_parser, _at, _problems) = (new YamlEvents(text), at, problems);

    /// <summary>The document of a file; null, with a problem, where there is not exactly one.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">The file as it is shown to the user.</param>
    /// <param name="problems">Where problems are added.</param>
    public static ConfigNode? ParseFile(string text, string name, ConfigProblems problems)
    {
        problems.Open(name);
        ConfigParser parser = new(text, mark => new ConfigSource(name, (int)mark.Line, (int)mark.Column), problems);
        var node = parser.Document(out var failed);
        if (failed || node is not (null or ConfigScalar { IsNull: true }))
            return node;

        problems.Add(new ConfigSource(name), "", "the file is empty");
        return null;
    }

    /// <summary>A value that stands by itself, as on the command line; every part of it has the same source. No text is null.</summary>
    public static ConfigNode? ParseValue(string text, ConfigSource source, ConfigProblems problems)
    {
        problems.Open(source.Name);
        var node = new ConfigParser(text, _ => source, problems).Document(out var failed);
        return failed ? null : node ?? new ConfigScalar(source, "", isPlain: true);
    }

    private ConfigNode? Document(out bool failed)
    {
        try
        {
            _parser.Consume<StreamStart>();
            failed = false;
            if (_parser.Accept<StreamEnd>(out _))
                return null;

            _parser.Consume<DocumentStart>();
            var root = Node("", depth: 0);
            _parser.Consume<DocumentEnd>();
            if (_parser.Accept<DocumentStart>(out var second))
                throw Malformed(second, "a second document starts here; one is expected");

            return root;
        }
        catch (YamlException e)
        {
            _problems.Add(_at(e.Start), "", $"not valid YAML: {ScalarText.OneLine(e.Message, 300)}");
            failed = true;
            return null;
        }
    }

    private ConfigNode Node(string path, int depth)
    {
        var start = _parser.Current ?? throw new InvalidOperationException("The parser stands before the document.");
        if (depth > MaxDepth)
            throw Malformed(start, $"nested deeper than {MaxDepth} levels");

        if (++_count > MaxNodes)
            throw Malformed(start, $"more than {MaxNodes} values");

        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Resolve(alias);

        return start is NodeEvent node ? Anchored(node, path, depth) : throw Malformed(start, "a value is expected here");
    }

    private ConfigNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var anchored))
            throw Malformed(alias, $"no anchor &{alias.Value} stands before this alias");

        _count += anchored.Count;
        return anchored.Node;
    }

    private ConfigNode Anchored(NodeEvent start, string path, int depth)
    {
        if (!start.Tag.IsEmpty)
            throw Malformed(start, $"tags such as {start.Tag} have no meaning here; quote a value that is text");

        var before = _count;
        ConfigNode node = start switch
        {
            MappingStart => Mapping(path, depth),
            SequenceStart => Sequence(path, depth),
            _ => Scalar(_parser.Consume<Scalar>()),
        };
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor] = (node, _count - before);

        return node;
    }

    private static YamlException Malformed(ParsingEvent at, string message) => new(at.Start, at.End, message);

    private ConfigScalar Scalar(Scalar scalar) => new(_at(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);

    private ConfigSequence Sequence(string path, int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        List<ConfigNode> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(ConfigPath.Item(path, items.Count), depth + 1));

        return new ConfigSequence(_at(start.Start), items);
    }

    private ConfigMapping Mapping(string path, int depth)
    {
        var start = _parser.Consume<MappingStart>();
        OrderedDictionary<string, ConfigEntry> entries = new(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var first = _parser.Current;
            if (Node(path, depth + 1) is not ConfigScalar key)
                throw Malformed(first!, "a key must be text, not a list or a mapping");

            var inner = ConfigPath.Join(path, key.Text);
            var value = Node(inner, depth + 1);
            if (!entries.TryAdd(key.Text, new ConfigEntry(key.Text, key.Source, value)))
                _problems.Add(key.Source, inner, $"stands twice; first at {entries[key.Text].Source}");
        }

        return new ConfigMapping(_at(start.Start), [.. entries.Values]);
    }
}
