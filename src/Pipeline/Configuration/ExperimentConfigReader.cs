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
        LayeredReader.Read<ExperimentConfig>(path, overrides);
}
