using Pipeline.Configuration.Layers;

namespace Pipeline.Configuration;

/// <summary>A config file, with what it extends, the options of the command line and its sweep, into experiments.</summary>
internal static class ExperimentConfigReader
{
    /// <param name="path">A YAML file.</param>
    /// <param name="overrides">What follows each <c>--set</c>: <c>key=value</c>; later ones win.</param>
    /// <returns>One experiment; with a <c>sweep</c> one per combination, the last key fastest, each with a name of its own.</returns>
    /// <exception cref="ConfigException">All problems at once.</exception>
    public static IReadOnlyList<ExperimentConfig> Read(string path, params IReadOnlyList<string> overrides) =>
        ReadFile(path, overrides).Experiments;

    /// <summary>The same, with what the file says of all of them.</summary>
    /// <inheritdoc cref="Read"/>
    public static ExperimentFile ReadFile(string path, params IReadOnlyList<string> overrides)
    {
        var file = LayeredReader.Read<ExperimentConfig>(path, overrides);
        return new ExperimentFile(path, file.Name, file.IsSweep, file.Records);
    }
}

/// <summary>A config file as experiments.</summary>
/// <param name="Path">The file, as it was named.</param>
/// <param name="Name">Its own name, from which those of a sweep's experiments are made.</param>
/// <param name="IsSweep">Whether it sweeps anything.</param>
/// <param name="Experiments">At least one.</param>
internal sealed record ExperimentFile(string Path, string Name, bool IsSweep, IReadOnlyList<ExperimentConfig> Experiments)
{
    /// <summary>Where they are carried out.</summary>
    public LauncherConfig Launcher => Experiments[0].Launcher ?? new LocalLauncherConfig();
}
