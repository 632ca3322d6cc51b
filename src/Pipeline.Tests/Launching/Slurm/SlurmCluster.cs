using System.Diagnostics;
using System.Globalization;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Launching.Slurm;

/// <summary>
/// The real Slurm that <c>.ci/slurm/start.sh</c> has started: two virtual nodes on this host. Tests of it count as skipped where there is none; a cluster
/// that merely happens to be configured is left alone.
/// </summary>
internal sealed class SlurmCluster : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly string? _root = Environment.GetEnvironmentVariable("PIPELINE_SLURM") is { Length: > 0 } root ? root : null;

    public SlurmCluster() => Assert.SkipWhen(_root is null, "PIPELINE_SLURM is not set: .ci/slurm/start.sh starts a cluster.");

    public SampleProject Project { get; } = new();

    public SlurmClient Client { get; } = SlurmClient.OfProcess();

    /// <summary>Tasks that wait for it are let go by <see cref="Open"/>.</summary>
    public string Gate => Project["gate"];

    /// <summary>A line of shell before the program: holds a task up until <see cref="Open"/>.</summary>
    public string WaitAtGate => $"while [ ! -e {Gate} ]; do sleep 0.1; done";

    /// <summary>The only sweep.</summary>
    public SweepFolder Sweep => SweepFolder.Open(Assert.Single(Directory.GetDirectories(Project["artifacts", "sweeps"])));

    public SlurmRecords Records => new(Sweep);

    public void Open() => File.WriteAllText(Gate, "");

    /// <summary>A sweep over seeds, launched on the cluster.</summary>
    public string Config(int tasks, string launcher, string head = "lbfgs", params string[] setup) => Project.Config("sweep.yaml", $$"""
        name: sweep
        dataset: data/raw/animals
        backbone: { card: models/tiny.yaml }
        head: {{head}}
        split: { kind: k_fold, folds: 3 }
        timing: { warm_up: 0, repeats: 1, images: 2, refits: 1 }
        sweep: { seed: [{{string.Join(", ", Enumerable.Range(0, tasks))}}] }
        launcher:
          kind: slurm
          {{launcher}}
          setup: [{{string.Join(", ", setup.Select(line => $"'{line.Replace("'", "''", StringComparison.Ordinal)}'"))}}]

        """);

    /// <summary>One of Slurm's commands.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var answer = new SlurmProcess(TimeSpan.FromSeconds(60)).Run(program, arguments, CancellationToken.None);
        Assert.True(answer.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {answer.Errors}");
        return answer.Output;
    }

    /// <summary>What the queue says of the tasks' newest array, by task.</summary>
    public IReadOnlyDictionary<int, SlurmElement> Tasks()
    {
        var submission = Records.Submissions().Last(one => one.Role == SubmissionRole.Tasks);
        return Client.Elements(submission.Job!.Value, CancellationToken.None).ToDictionary(element => submission.Offset + element.Index!.Value);
    }

    /// <summary>Waits for what other processes do; there is nothing to be told by.</summary>
    public static void Until(string what, Func<bool> happened)
    {
        var waited = Stopwatch.StartNew();
        while (!happened())
        {
            Assert.True(waited.Elapsed < Patience, $"{what} did not happen.");
            Thread.Sleep(Glance);
        }
    }

    public void UntilRunning(params int[] tasks) =>
        Until($"that tasks {string.Join(", ", tasks)} run", () => Tasks() is var elements && tasks.All(task => elements[task].State.Name == "RUNNING"));

    public static string Element(SlurmElement element) => string.Create(CultureInfo.InvariantCulture, $"{element.Job}_{element.Index}");

    /// <summary>A node that is back already says so with an error.</summary>
    public static void Resume(string node) =>
        new SlurmProcess(TimeSpan.FromSeconds(60)).Run("scontrol", ["update", $"NodeName={node}", "State=RESUME"], CancellationToken.None);

    /// <summary>Kills the controller as a failing machine would.</summary>
    public void KillController()
    {
        string pidFile = Path.Combine(_root!, "run", "slurmctld.pid");
        using var controller = Process.GetProcessById(int.Parse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture));
        controller.Kill();
        controller.WaitForExit();
    }

    public static void StartController() => Run("slurmctld", "-f", Environment.GetEnvironmentVariable("SLURM_CONF")!);

    /// <summary>
    /// Waits until the controller has written down what it did so far. One that is killed before has forgotten which elements run, starts them a second time,
    /// and Slurm then drains their nodes ("Duplicate jobid"), which only an administrator undoes.
    /// </summary>
    public void UntilStateIsSaved()
    {
        // A change, however small, is written down with all that went before it.
        var before = TimeProvider.System.GetUtcNow().UtcDateTime;
        Run("scontrol", "update", $"jobid={Records.Submissions()[^1].Job}", "Comment=saved");
        Until("that the controller saves its state", () => File.GetLastWriteTimeUtc(Path.Combine(_root!, "state", "job_state")) > before);
    }

    /// <summary>No job and no wish of a test outlives it.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Project["artifacts", "sweeps"]))
        {
            Open();
            foreach (var submission in Records.Submissions().Where(submission => submission.Job is not null))
            {
                Client.Cancel([submission.Job!.Value.ToString(CultureInfo.InvariantCulture)], CancellationToken.None);
                Until("the end of a job", () => Client.Elements(submission.Job!.Value, CancellationToken.None).All(element => element.State.Phase is SlurmPhase.Completed or SlurmPhase.Failed));
            }
        }

        Project.Dispose();
    }
}
