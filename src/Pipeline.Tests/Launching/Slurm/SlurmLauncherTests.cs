using Microsoft.Extensions.Time.Testing;
using Pipeline.Configuration;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;

namespace Pipeline.Tests.Launching.Slurm;

/// <summary>What is submitted, and after what, with a cluster that only answers.</summary>
public sealed class SlurmLauncherTests : IDisposable
{
    private readonly TemporaryFolder _project = new();
    private readonly List<string> _scripts = [];
    private readonly List<string> _cancelled = [];
    private readonly Dictionary<long, string> _queue = [];
    private readonly ExperimentConfig[] _experiments;
    private readonly SweepFolder _folder;

    public SlurmLauncherTests()
    {
        _experiments = [.. Enumerable.Range(0, 4).Select(i => new ExperimentConfig($"a-{i}", new DatasetConfig("photos"), new LbfgsHeadConfig(), new BackboneConfig(i % 2 == 0 ? "even" : "odd")))];
        _folder = SweepFolder.Create(new ProjectLayout(_project.Path), "a", _project["configs", "a.yaml"], _experiments);
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Tasks_wait_for_the_extraction_of_their_own_network_and_the_table_for_all()
    {
        var launch = Launch(new SlurmLauncherConfig(Shards: 2));

        Assert.Equal((4, 0, 0), (launch.Tasks, launch.Queued, launch.LeftAlone));
        Assert.Equal(["0-1", "0,2", "0-1", "1,3", ""], _scripts.Select(script => Option(script, "array")));
        Assert.Equal(["", "afterok:1", "", "afterok:3", "afterany:1:2:3:4"], _scripts.Select(script => Option(script, "dependency")));
    }

    [Fact]
    public void What_another_program_trains_on_the_images_waits_for_no_extraction()
    {
        _experiments[1] = _experiments[1] with { Head = new MlNetVisionHeadConfig(), Backbone = null };

        Launch(new SlurmLauncherConfig(Shards: 2));

        Assert.Equal(["0-1", "0,2", "1", "0-1", "3", ""], _scripts.Select(script => Option(script, "array")));
        Assert.Equal(["", "afterok:1", "", "", "afterok:4", "afterany:1:2:3:4:5"], _scripts.Select(script => Option(script, "dependency")));
    }

    [Fact]
    public void With_a_limit_to_what_runs_at_once_arrays_follow_one_another()
    {
        Launch(new SlurmLauncherConfig(Shards: 0, Parallelism: 3));

        Assert.Equal(["0,2%3", "1,3%3", ""], _scripts.Select(script => Option(script, "array")));
        Assert.Equal(["", "afterany:1", "afterany:1:2"], _scripts.Select(script => Option(script, "dependency")));
    }

    [Fact]
    public void What_is_done_or_queued_is_not_submitted_again()
    {
        Launch(new SlurmLauncherConfig(Shards: 0));
        Queue(1, (0, "RUNNING"), (2, "PENDING"));
        Queue(2, (1, "FAILED"), (3, "PENDING"));
        Queue(3, (null, "PENDING"));
        _scripts.Clear();

        var launch = Launch(new SlurmLauncherConfig(Shards: 0));

        Assert.Equal((1, 3), (launch.Tasks, launch.Queued));
        Assert.Equal(["1", ""], _scripts.Select(script => Option(script, "array")));
        Assert.Equal("afterany:1:2:4", Option(_scripts[1], "dependency"));
        Assert.Equal(["3"], _cancelled);
    }

    [Fact]
    public void A_task_that_is_lost_again_and_again_is_left_alone_until_it_is_asked_for()
    {
        var config = new SlurmLauncherConfig(Shards: 0, Requeues: 1);
        for (int time = 0; time < 2; time++)
        {
            var launch = Launch(config);
            foreach (var job in launch.Jobs.Where(job => job.Elements.Contains(1)))
            {
                Queue(job.Job!.Value, (1, "TIMEOUT"));
            }
        }

        Assert.Equal((3, 1), (Launch(config).Tasks, Launch(config).LeftAlone));
        Assert.Equal(4, Launch(config, retryFailed: true).Tasks);
    }

    [Fact]
    public void An_id_that_was_given_again_is_another_job()
    {
        Launch(new SlurmLauncherConfig(Shards: 0));
        _queue[1] = "1|0|RUNNING|0|0|None|n1|1:00|somebody.else|\n";

        Assert.Equal(4, Launch(new SlurmLauncherConfig(Shards: 0)).Tasks);
    }

    [Fact]
    public void A_controller_that_does_not_answer_leaves_the_sweep_as_it_is()
    {
        var silent = new SlurmClient((_, _, _) => new SlurmAnswer(1, "", "slurm_load_jobs error: Unable to contact slurm controller (connect failure)"));

        Assert.Throws<SlurmUnreachableException>(() => new SlurmLauncher(_folder, _experiments, silent, new FakeTimeProvider()).Launch(new SlurmLauncherConfig(), false, null, CancellationToken.None));
        Assert.Null(Job(_folder));
        Assert.Equal(4, Launch(new SlurmLauncherConfig()).Tasks);
    }

    private static long? Job(SweepFolder folder) => new SlurmRecords(folder).Submissions().Select(submission => submission.Job).LastOrDefault();

    private SlurmLaunch Launch(SlurmLauncherConfig config, bool retryFailed = false) =>
        new SlurmLauncher(_folder, _experiments, new SlurmClient(Answer), new FakeTimeProvider()).Launch(config, retryFailed, models: null, CancellationToken.None);

    private SlurmAnswer Answer(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        switch (program)
        {
            case "sbatch":
                _scripts.Add(File.ReadAllText(arguments[^1]));
                return new SlurmAnswer(0, $"{new SlurmRecords(_folder).Submissions().Count}\n", "");
            case "scontrol":
                return new SlurmAnswer(0, "MaxArraySize = 1001\n", "");
            case "scancel":
                _cancelled.AddRange(arguments);
                return new SlurmAnswer(0, "", "");
            default:
                return arguments[4] == "-j" && _queue.TryGetValue(long.Parse(arguments[5], System.Globalization.CultureInfo.InvariantCulture), out string? lines)
                    ? new SlurmAnswer(0, lines, "")
                    : new SlurmAnswer(1, "", "slurm_load_jobs error: Invalid job id specified");
        }
    }

    private void Queue(long job, params (int? Element, string State)[] elements)
    {
        string name = new SlurmRecords(_folder).Submissions().Single(submission => submission.Job == job).Name;
        _queue[job] = string.Concat(elements.Select(element => $"{job}|{element.Element?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "N/A"}|{element.State}|0|0|None|n1|1:00|{name}|\n"));
    }

    private static string Option(string script, string name) =>
        script.Split('\n').Select(line => line.Split($"#SBATCH --{name}=", 2)).FirstOrDefault(parts => parts.Length == 2)?[1] ?? "";
}
