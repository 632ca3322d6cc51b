using Pipeline.Configuration.Binding;
using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>A file that was read with its layers.</summary>
/// <param name="Name">The value of its key <c>name</c>, before a sweep makes names of it; empty where there is none.</param>
/// <param name="IsSweep">Whether it sweeps anything.</param>
/// <param name="Records">What it makes.</param>
internal sealed record LayeredFile<T>(string Name, bool IsSweep, IReadOnlyList<T> Records);

/// <summary>
/// From the bottom up: what the file extends, the file, the options of the command line, one combination of the sweep. The result is bound
/// as if it had been written in one piece, except that every value still knows where it was written.
/// </summary>
internal static class LayeredReader
{
    /// <inheritdoc cref="ExperimentConfigReader.Read"/>
    /// <param name="path">The lowest layer; null where there are options alone.</param>
    public static LayeredFile<T> Read<T>(string? path, IReadOnlyList<string> overrides)
        where T : class
    {
        ConfigProblems problems = new();
        RecordShape shape = (RecordShape)ConfigShape.Of(typeof(T));
        var root = path is null ? new ConfigMapping(new ConfigSource("--set"), []) : new ConfigChain(ProjectLayout.OfConfig(path), shape, problems).Read(path);
        var options = overrides.Select(text => ConfigOverride.Parse(text, problems)).OfType<ConfigMapping>().ToList();
        var document = root is null ? null : options.Aggregate(root, (below, above) => ConfigMerge.Patch(below, above, shape));
        var records = document is null ? [] : Bind<T>(document, shape, problems);
        problems.ThrowIfAny();
        return new LayeredFile<T>((document?.Find("name")?.Value as ConfigScalar)?.Text ?? "", document is not null && ConfigSweep.IsIn(document), records);
    }

    private static List<T> Bind<T>(ConfigMapping root, RecordShape shape, ConfigProblems problems)
        where T : class
    {
        ConfigBinder binder = new(problems);
        return [.. ConfigSweep.Expand(root, shape, problems).Select(binder.Bind<T>).OfType<T>()];
    }
}
