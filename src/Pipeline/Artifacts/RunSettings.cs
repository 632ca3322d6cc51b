using Pipeline.Configuration;
using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Artifacts;

/// <summary>A run's resolved config as dotted keys, for example <c>head.optimizer.kind</c>. A shorthand stands for its record: <c>backbone</c>.</summary>
internal sealed class RunSettings
{
    private readonly OrderedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sections = new(StringComparer.Ordinal);

    private RunSettings(ConfigMapping root) => Add(root, ConfigShape.Of(typeof(ExperimentConfig)), "");

    /// <summary>Text of each key's value, in the order of the config.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>The kind of each mapping by its dotted key, "" where it has none; the config itself is "".</summary>
    public IReadOnlyDictionary<string, string> Sections => _sections;

    /// <exception cref="PipelineException">The run's config cannot be read.</exception>
    public static RunSettings Read(FinishedRun run) =>
        Parse(RunText.Read(Path.Combine(run.Path, RunFiles.Config)), Path.Combine(run.Path, RunFiles.Config));

    internal static RunSettings Parse(string yaml, string name)
    {
        ConfigProblems problems = new();
        var root = ConfigParser.ParseFile(yaml, name, problems);
        problems.ThrowIfAny();
        return new RunSettings(root as ConfigMapping ?? throw new PipelineException($"{name} is no config; run its experiment again with --again"));
    }

    private void Add(ConfigMapping mapping, ConfigShape? shape, string path)
    {
        _sections[path] = (shape as UnionShape)?.KindOf(mapping) ?? "";
        string? shorthand = (shape as RecordShape)?.Shorthand?.Name;
        foreach (var entry in mapping.Entries)
        {
            string key = path.Length > 0 && entry.Key == shorthand ? path : ConfigPath.Join(path, entry.Key);
            if (entry.Value is ConfigMapping inner)
            {
                Add(inner, shape?.Inside(mapping, entry.Key), key);
            }
            else
            {
                _values[key] = entry.Value is ConfigScalar scalar ? scalar.Text : entry.Value.ToString()!;
            }
        }
    }
}
