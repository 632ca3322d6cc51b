using Pipeline.Artifacts;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.VisionTraining;

[Trait("tier", "fault")]
public sealed class VisionFaultTests : IDisposable
{
    private readonly VisionProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("no-tensorflow", "Pipeline.Vision.StandIn cannot train here: the native library of TensorFlow is missing; build src/Pipeline.Vision again")]
    [InlineData("silent", "pipeline-vision ended without a result, and said nothing")]
    [InlineData("old", "pipeline-vision does not speak as it should: its answer speaks version 0 of the protocol, this program version 1; build both from one state of the sources: {\"version\":0,\"trainer\":\"long ago\"}; build it from the same sources with 'dotnet build src/Pipeline.Vision -c Release'")]
    [InlineData("refuse", "the stand-in does not want to; ask it tomorrow")]
    [InlineData("no-result", "pipeline-vision ended without a result, and said nothing")]
    [InlineData("killed", "pipeline-vision was ended from outside (signal 9: perhaps there was not enough memory), and said nothing")]
    [InlineData("other-scores", "pipeline-vision does not speak as it should: its result holds 0 answers for 6 images; build it from the same sources with 'dotnet build src/Pipeline.Vision -c Release'")]
    public void A_program_that_fails_is_one_line_and_leaves_nothing(string fault, string line)
    {
        _project.RunWith(fault, "run", _project.Config).Ended(1, $"vision: {line}");

        Assert.Empty(_project.Project.InRuns);
    }

    [Fact]
    public void A_bug_of_the_program_is_one_line_and_all_that_it_said_is_kept()
    {
        string line = Assert.Single(_project.RunWith("bug", "run", _project.Config).ErrorLines);

        Assert.StartsWith("vision: pipeline-vision failed, and that is a bug of it: System.InvalidOperationException: the stand-in has a bug; all that it said: ", line, StringComparison.Ordinal);
        Assert.Contains("at Pipeline.Vision.StandIn.Fault.OnTraining", File.ReadAllText(line.Split("all that it said: ")[1]), StringComparison.Ordinal);
        Assert.Empty(_project.Project.InRuns);
    }

    [Fact]
    public void Nonsense_ends_the_program_that_would_go_on_for_ever()
    {
        var result = _project.RunWith("nonsense", "run", _project.Config);

        Assert.StartsWith("vision: pipeline-vision does not speak as it should: its answer is not what it should be (", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(_project.Project.InRuns);
    }

    [Fact]
    public void Scores_that_are_no_numbers_are_refused()
    {
        var result = _project.RunWith("diverged", "run", _project.Config);

        Assert.Contains("lower head.learning_rate", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(_project.Project.InRuns);
    }

    [Fact]
    public void A_full_disk_is_said_with_the_folder()
    {
        var result = _project.RunWith("full", "run", _project.Config);

        Assert.EndsWith("cannot be written (No space left on device): check the permissions and the free space of its folder", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(_project.Project.InRuns);
    }

    [Fact]
    public void What_native_libraries_print_disturbs_nobody_and_is_kept_in_the_log()
    {
        Assert.Equal(0, _project.RunWith("chatter", "run", _project.Config).ExitCode);
        Assert.Contains("tensorflow/core: this binary is optimised", File.ReadAllText(Path.Combine(_project.Project.OnlyRun(), RunFiles.Log)), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_program_is_not_there_its_build_is_named_before_any_image_is_read()
    {
        var result = _project.Project.RunWith(new() { ["PIPELINE_VISION"] = "/nowhere/pipeline-vision" }, _project.Project.Root, "run", _project.Config);

        result.Ended(1, "vision: PIPELINE_VISION names /nowhere/pipeline-vision, which is no file");
        Assert.False(Directory.Exists(_project.Project["artifacts", "cache"]));
    }

    [Fact]
    public void Without_the_pretrained_network_the_command_that_fetches_it_is_named_before_any_image_is_read()
    {
        using var bare = new VisionProject(withNetwork: false);

        string line = Assert.Single(bare.Run("run", bare.Config).ErrorLines);

        Assert.StartsWith("vision: mobilenet_v2.meta, from which mobilenet_v2 starts, is in none of ", line, StringComparison.Ordinal);
        Assert.EndsWith("; 'pipeline models pull mlnet-mobilenet_v2' fetches it, 'pipeline models add FILE' takes one that you have", line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(bare.Project["artifacts", "cache"]));
    }

    [Fact]
    public void A_network_that_changed_since_it_was_recorded_is_not_used()
    {
        File.AppendAllText(_project.Network, "!");

        string line = Assert.Single(_project.Run("run", _project.Config).ErrorLines);

        Assert.Contains("bytes, its card says ", line, StringComparison.Ordinal);
        Assert.EndsWith("; 'pipeline models verify mlnet-mobilenet_v2' sets it aside, 'pipeline models pull mlnet-mobilenet_v2' gets it again", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_trainer_makes_another_run()
    {
        _project.Run("run", _project.Config, "--set", "timing.repeats=0");
        string run = _project.Project.OnlyRun();
        string metrics = File.ReadAllText(Path.Combine(run, RunFiles.Metrics));
        string trainer = System.Text.Json.JsonElement.Parse(metrics).GetProperty("identity").GetProperty("trainer").GetString()!;
        File.WriteAllText(Path.Combine(run, RunFiles.Metrics), metrics.Replace(trainer, Hashing.OfText("Microsoft.ML.Vision 5.0.1"), StringComparison.Ordinal));

        var result = _project.Run("verify", Path.GetFileName(run));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.OutputLines, line => line.StartsWith("trainer      differs: it was Pipeline.Vision.StandIn", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Signal.Interrupt, 130)]
    [InlineData(Signal.Terminate, 143)]
    public void A_signal_ends_a_program_that_hangs_and_leaves_nothing(Signal signal, int exitCode)
    {
        using var process = _project.Start("hang", "run", _project.Config);
        process.WaitFor("training that hangs", _ => Hangs());

        process.Signal(signal);

        process.WaitForExit().Ended(exitCode, "stopped; nothing half-written stays, and the same command goes on from what is finished");
        Assert.Empty(_project.Project.InRuns);
        Assert.Empty(StandIns());
    }

    [Fact]
    public void A_program_whose_parent_was_killed_ends_by_itself()
    {
        using var process = _project.Start("hang", "run", _project.Config);
        process.WaitFor("training that hangs", _ => Hangs());

        process.Signal(Signal.Kill);

        process.WaitForExit();
        Assert.True(SpinWait.SpinUntil(() => StandIns().Length == 0, TimeSpan.FromMinutes(1)), "The stand-in lives on.");
    }

    /// <summary>The stand-in says so with a file before it stops doing anything.</summary>
    private bool Hangs() => Directory.Exists(_project.Project.Runs) && Directory.EnumerateFiles(_project.Project.Runs, "hanging", SearchOption.AllDirectories).Any();

    /// <summary>Processes of the stand-in that work in this project's folder.</summary>
    private string[] StandIns() =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(folder => Path.Combine(folder, "cmdline")).Select(Read)
            .Where(line => line.Contains(VisionProject.StandInName, StringComparison.Ordinal) && line.Contains(_project.Project.Root, StringComparison.Ordinal)),
    ];

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
