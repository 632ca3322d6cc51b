using System.Globalization;
using Pipeline.Configuration;

namespace Pipeline.Launching;

/// <summary>One experiment of a sweep.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Name">The experiment's name.</param>
/// <param name="Config">SHA-256 of its resolved config.</param>
internal sealed record SweepTask(int Index, string Name, string Config);

/// <summary><c>plan.json</c>: what a sweep is going to do, decided before anything is done.</summary>
/// <param name="Format">Goes up when the file's meaning changes.</param>
/// <param name="Name">Name of the document that is swept.</param>
/// <param name="Version">Product version: another version makes other runs, and so is another sweep.</param>
/// <param name="Source">The config file, relative to the project root where it lies inside.</param>
/// <param name="ProjectRoot">The project's root, relative to the sweep's folder, so that a project can be moved or mounted elsewhere.</param>
/// <param name="Tasks">In order of their indexes.</param>
internal sealed record SweepPlan(int Format, string Name, string Version, string Source, string ProjectRoot, IReadOnlyList<SweepTask> Tasks)
{
    public const int CurrentFormat = 1;
    private const int HashDigits = 8;

    public static SweepPlan Of(string name, string version, string source, string projectRoot, IReadOnlyList<ExperimentConfig> experiments) => new(
        CurrentFormat, name, version, source, projectRoot,
        [.. experiments.Select((config, index) => new SweepTask(index, config.Name, Hashing.OfText(ConfigWriter.Write(config))))]);

    /// <summary>Name of the sweep's folder: the same experiments of the same version have the same one, whatever file they came from.</summary>
    public string FolderName => $"{Name}-{Hash()[..HashDigits]}";

    private string Hash() => Hashing.OfText(string.Join(
        '\n', Tasks.Select(task => string.Create(CultureInfo.InvariantCulture, $"{task.Index} {task.Name} {task.Config}")).Prepend($"sweep {Format} {Name} {Version}")));
}
