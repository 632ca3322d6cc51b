using Pipeline.Artifacts;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Features;
using Pipeline.Launching;
using Pipeline.Reporting;
using Pipeline.Serving;
using Pipeline.Timing;
using Pipeline.VisionTraining;

namespace Pipeline.Commands;

/// <summary>One project and what works on it. The only place where these objects are put together.</summary>
internal sealed class Workspace
{
    /// <param name="layout">The project.</param>
    /// <param name="models">The value of <c>--models</c>, if given.</param>
    /// <param name="clock">Times everything.</param>
    /// <param name="progress">Hears how far things have come.</param>
    /// <param name="announce">Hears what is worth knowing before an experiment starts.</param>
    public Workspace(ProjectLayout layout, string? models, TimeProvider clock, IProgress<Progress> progress, Action<string>? announce = null)
    {
        (Layout, Clock, ProgressListener) = (layout, clock, progress);
        Report = new RunReport(layout, progress);
        Runs = new RunStore(layout.Runs, clock, Report.Write);
        Backbones = new BackboneLoader(ModelFolders.FromEnvironment(models), layout);
        Vision = new VisionBackend(layout.Root);
        Setup = new ExperimentSetup(layout, Backbones, Vision, progress);
        Turns = new LatencyTurns(clock, HttpPath.Opener(clock));
        Latencies = new LatencyBenchmark(Turns.Measure, LaunchProcess.Measure);
        Recipe = new ExperimentRecipe(
            Setup, new FeatureStore(layout.Features, clock), Runs, Latencies, new ExportAgreementCheck(layout.Cache), clock, progress, announce);
    }

    /// <summary>What goes about a sweep on this machine.</summary>
    public LocalLauncher Launcher(SweepFolder folder, IReadOnlyList<ExperimentConfig> experiments) => new(folder, experiments, Recipe, Latencies, Clock, ProgressListener);

    public ProjectLayout Layout { get; }

    public TimeProvider Clock { get; }

    public IProgress<Progress> ProgressListener { get; }

    public RunReport Report { get; }

    public RunStore Runs { get; }

    public BackboneLoader Backbones { get; }

    public VisionBackend Vision { get; }

    public ExperimentSetup Setup { get; }

    /// <summary>Times within this process.</summary>
    public LatencyTurns Turns { get; }

    public LatencyBenchmark Latencies { get; }

    public ExperimentRecipe Recipe { get; }

    /// <summary>Removes what killed processes left half-written long ago.</summary>
    public void RemoveLeftovers()
    {
        Runs.RemoveLeftovers();
        Leftovers.Remove([Layout.Features, Layout.Cache, Layout.Splits], Clock);
    }
}
