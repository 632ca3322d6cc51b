using Pipeline.Artifacts;
using Pipeline.Commands;
using Pipeline.Configuration;

namespace Pipeline.Tests.Recipe;

/// <summary>The recipe without a process around it, where a test must stop it at a certain point or look at what it returns.</summary>
internal static class InProcess
{
    extension(SampleProject project)
    {
        public Workspace Workspace(Action<Progress>? hear = null) =>
            new(new ProjectLayout(project.Root), project["models"], TimeProvider.System, new Listener(hear ?? (_ => { })));

        public ExperimentConfig Experiment(params string[] overrides) => Assert.Single(ExperimentConfigReader.Read(project["configs", "sample.yaml"], overrides));

        /// <summary>One run, nothing of it left in memory for the next.</summary>
        public FinishedRun Make(params string[] overrides) => project.Workspace().Recipe.Run(project.Experiment(overrides), again: false, CancellationToken.None);
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it calls back at once, on the reporting thread.</summary>
    private sealed class Listener(Action<Progress> hear) : IProgress<Progress>
    {
        public void Report(Progress value) => hear(value);
    }
}
