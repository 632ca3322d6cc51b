using Pipeline.Configuration.Binding;
using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>A file over the file it extends, over the file that one extends, and so on.</summary>
internal sealed class ConfigChain(ProjectLayout layout, RecordShape shape, ConfigProblems problems)
{
    private readonly List<string> _opened = [];

    /// <summary>The merged document without its <c>extends</c>; null, with problems, when a file of the chain is missing.</summary>
    public ConfigMapping? Read(string path)
    {
        _opened.Add(Path.GetFullPath(path));
        var root = ConfigFile.Read(path, layout.Display(path), problems);
        if (root is not ConfigMapping mapping)
        {
            if (root is not null)
                problems.Add(root.Source, "", $"expects a mapping of keys to values, not {root.Noun}");

            return null;
        }

        return mapping.Find("extends") is { } extends ? Over(extends.Value, path, mapping.Without("extends")) : mapping;
    }

    private ConfigMapping? Over(ConfigNode extends, string path, ConfigMapping mapping)
    {
        if (extends is not ConfigScalar { IsNull: false } name || name.Text.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add(extends.Source, "extends", $"expects the path of one file, not {extends.Noun}");
            return null;
        }

        var file = Path.Combine(Path.GetDirectoryName(path) ?? "", name.Text);
        if (Refusal(Path.GetFullPath(file)) is { } refusal)
        {
            problems.Add(extends.Source, "extends", refusal);
            return null;
        }

        return Read(file) is { } below ? ConfigMerge.Merge(below, mapping, shape) : null;
    }

    private string? Refusal(string file)
    {
        if (_opened.Contains(file))
            return $"goes in a circle: {string.Join(" -> ", _opened.Append(file).Select(layout.Display))}";

        if (File.Exists(file))
            return null;

        DirectoryInfo folder = new(Path.GetDirectoryName(file)!);
        var neighbours = folder.Exists ? folder.EnumerateFiles("*.yaml").Select(neighbour => neighbour.Name) : [];
        var meant = Suggestion.For(Path.GetFileName(file), neighbours);
        return $"file not found: {layout.Display(file)}{(meant is null ? "" : $"; did you mean {meant}?")}";
    }
}
