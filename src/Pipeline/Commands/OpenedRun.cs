using Pipeline.Artifacts;
using Pipeline.Configuration;

namespace Pipeline.Commands;

/// <summary>A finished run with the project that its folder belongs to.</summary>
internal sealed record OpenedRun(FinishedRun Run, ExperimentConfig Config, Workspace Workspace)
{
    /// <param name="terminal">Hears how far things have come.</param>
    /// <param name="name">A run's folder, or the beginning of its name.</param>
    /// <param name="models">The value of <c>--models</c>, if given.</param>
    /// <exception cref="PipelineException">There is no such run, or its folder is damaged.</exception>
    public static OpenedRun Open(Terminal terminal, string name, string? models)
    {
        var run = RunsCommand.StoreOfWorkingFolder(terminal).Open(name);
        var config = RecordReader.Read<ExperimentConfig>(Path.Combine(run.Path, RunFiles.Config));
        return new OpenedRun(run, config, new Workspace(ProjectLayout.OfRun(run.Path), models, terminal.Clock, terminal.Progress));
    }
}
