using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Artifacts;

public sealed class KeptHeadTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("lbfgs")]
    [InlineData("{ kind: zero_shot, label_space: imagenet }")]
    public void The_kept_head_is_the_one_that_was_scored(string head)
    {
        var run = Make(head);

        var kept = KeptHead.Read(run, Config(run));

        Assert.Equal(run.Record.HeadShape, kept.Shape);
        Assert.Equal(run.Metrics.AnswerSpace, kept.Space.Name);
    }

    [Fact]
    public void A_zero_shot_head_keeps_its_own_species_map()
    {
        var run = Make("zero_shot");
        File.Delete(_project["data", "species", "animals.yaml"]);

        Assert.Equal(SampleProject.Classes, KeptHead.Read(run, Config(run)).Space.Answers.Names);
    }

    [Fact]
    public void A_head_that_is_missing_or_damaged_is_named()
    {
        var run = Make("lbfgs");
        string head = Path.Combine(run.Path, RunFiles.Head);
        byte[] bytes = File.ReadAllBytes(head);
        bytes[^40] ^= 1;

        File.WriteAllBytes(head, bytes);
        Assert.Equal($"{head} is missing or damaged; remove the run's folder and run its experiment again", Problem(run));
        File.Delete(head);
        Assert.Equal($"{head} is missing or damaged; remove the run's folder and run its experiment again", Problem(run));
    }

    private FinishedRun Make(string head) => _project.Make($"head={head}", "timing.repeats=0", "timing.refits=1");

    private static ExperimentConfig Config(FinishedRun run) => RecordReader.Read<ExperimentConfig>(Path.Combine(run.Path, RunFiles.Config));

    private static string Problem(FinishedRun run) => Assert.Throws<PipelineException>(() => KeptHead.Read(run, Config(run))).Message;
}
