using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Artifacts;
using Pipeline.Configuration;

namespace Pipeline.Launching;

/// <summary>A damaged or unknown sweep; what was asked for cannot be begun.</summary>
internal sealed class SweepFolderException(string message) : PipelineException(message)
{
    public override int ExitCode => 2;
}

/// <summary>A sweep on disk. Any number of processes on any machines may work on its tasks at once: the files are the truth, and each appears whole.</summary>
internal sealed class SweepFolder
{
    public const string PlanFile = "plan.json";
    private const string ResultFile = "result.json";
    private const string StartFile = "started.json";

    private SweepFolder(string path, SweepPlan plan) => (Path, Plan) = (path, plan);

    /// <summary>Full path.</summary>
    public string Path { get; }

    public SweepPlan Plan { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public ProjectLayout Layout => new(System.IO.Path.GetFullPath(Plan.ProjectRoot, Path));

    public string Table => System.IO.Path.Combine(Path, "table.csv");

    public string Timings => System.IO.Path.Combine(Path, "timings.csv");

    /// <summary>Makes the folder of these experiments, or finds it. What was made by an earlier call and got lost since is made again.</summary>
    /// <param name="layout">The project.</param>
    /// <param name="name">Name of the document that is swept.</param>
    /// <param name="source">Its file.</param>
    /// <param name="experiments">One task each.</param>
    /// <exception cref="PipelineException">The folder cannot be written.</exception>
    public static SweepFolder Create(ProjectLayout layout, string name, string source, IReadOnlyList<ExperimentConfig> experiments)
    {
        var folder = Of(layout, name, source, experiments);
        var plan = folder.Plan;
        foreach (var (task, config) in plan.Tasks.Zip(experiments))
        {
            string path = folder.ConfigOf(task.Index);
            if (!File.Exists(path) || Hashing.OfText(File.ReadAllText(path)) != task.Config)
            {
                WholeFile.WriteText(path, ConfigWriter.Write(config), flush: false);
            }
        }

        // The plan comes last: a folder that has one is whole.
        string planFile = System.IO.Path.Combine(folder.Path, PlanFile);
        if (!File.Exists(planFile))
        {
            WholeFile.WriteText(planFile, JsonSerializer.Serialize(plan, LaunchJson.Readable.SweepPlan) + "\n");
        }

        return folder;
    }

    /// <returns>The folder of these experiments; null where there is none yet.</returns>
    public static SweepFolder? Find(ProjectLayout layout, string name, string source, IReadOnlyList<ExperimentConfig> experiments) =>
        Of(layout, name, source, experiments) is var folder && File.Exists(System.IO.Path.Combine(folder.Path, PlanFile)) ? folder : null;

    /// <exception cref="SweepFolderException">It is no sweep's folder, or a damaged one.</exception>
    public static SweepFolder Open(string path)
    {
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var plan = Read(System.IO.Path.Combine(full, PlanFile), LaunchJson.Readable.SweepPlan)
            ?? throw new SweepFolderException($"{path} has no readable {PlanFile}; name a folder under artifacts/sweeps, as 'pipeline run' of a sweep makes it");
        return plan.Format == SweepPlan.CurrentFormat && plan.Tasks.Select(task => task.Index).SequenceEqual(Enumerable.Range(0, plan.Tasks.Count))
            ? new SweepFolder(full, plan)
            : throw new SweepFolderException($"{path}: {PlanFile} is of format {plan.Format} or was edited; run the sweep's config again to have a folder made");
    }

    /// <summary>What a name among runs stands for: the finished runs of a sweep, where it names a sweep's folder; otherwise itself.</summary>
    /// <exception cref="SweepFolderException">The sweep is damaged.</exception>
    public static IEnumerable<string> RunsOf(string name)
    {
        if (!File.Exists(System.IO.Path.Combine(name, PlanFile)))
        {
            return [name];
        }

        var folder = Open(name);
        return folder.Plan.Tasks.Select(folder.Result).OfType<TaskResult>()
            .Where(result => result.State == TaskState.Done).Select(result => System.IO.Path.Combine(folder.Layout.Runs, result.Run!));
    }

    /// <exception cref="SweepFolderException">There is no task of that index.</exception>
    public SweepTask Task(int index) => index >= 0 && index < Plan.Tasks.Count
        ? Plan.Tasks[index]
        : throw new SweepFolderException(string.Create(CultureInfo.InvariantCulture, $"{Path} has no task {index}; its tasks are 0 to {Plan.Tasks.Count - 1}"));

    public string FolderOf(int index) => System.IO.Path.Combine(Path, "tasks", index.ToString("D4", CultureInfo.InvariantCulture));

    public string LogOf(int index) => System.IO.Path.Combine(FolderOf(index), RunFiles.Log);

    public string ConfigOf(int index) => System.IO.Path.Combine(FolderOf(index), RunFiles.Config);

    /// <exception cref="SweepFolderException">The task's config is missing or was edited.</exception>
    public ExperimentConfig Config(SweepTask task)
    {
        string path = ConfigOf(task.Index);
        return File.Exists(path) && Hashing.OfText(File.ReadAllText(path)) == task.Config
            ? RecordReader.Read<ExperimentConfig>(path)
            : throw new SweepFolderException($"{path} is missing or is not what {PlanFile} says; run the sweep's own config again to have it made again");
    }

    /// <returns>How the task ended; null where it has not, or where nothing readable says so.</returns>
    public TaskResult? Result(SweepTask task) =>
        Read(System.IO.Path.Combine(FolderOf(task.Index), ResultFile), LaunchJson.Readable.TaskResult) is { Format: TaskResult.CurrentFormat } result
        && result.Config == task.Config ? result : null;

    /// <returns>Who is or was at it; null where nobody began.</returns>
    public TaskStart? Start(SweepTask task) => Read(System.IO.Path.Combine(FolderOf(task.Index), StartFile), LaunchJson.Readable.TaskStart);

    /// <summary>Says how a task ended. What is done stays done: a copy of the task that fails later does not undo it.</summary>
    /// <exception cref="PipelineException">The file cannot be written.</exception>
    public void Write(SweepTask task, TaskResult result)
    {
        if (result.State == TaskState.Failed && Result(task) is { State: TaskState.Done, Run: { } run } && Directory.Exists(System.IO.Path.Combine(Layout.Runs, run)))
        {
            return;
        }

        WholeFile.WriteText(System.IO.Path.Combine(FolderOf(task.Index), ResultFile), JsonSerializer.Serialize(result, LaunchJson.Readable.TaskResult) + "\n", flush: false);
    }

    public void Write(SweepTask task, TaskStart start) =>
        WholeFile.WriteText(System.IO.Path.Combine(FolderOf(task.Index), StartFile), JsonSerializer.Serialize(start, LaunchJson.Readable.TaskStart) + "\n", flush: false);

    // The project's root is three levels above, whatever it is called where it is mounted.
    private static SweepFolder Of(ProjectLayout layout, string name, string source, IReadOnlyList<ExperimentConfig> experiments)
    {
        var plan = SweepPlan.Of(name, RunEnvironment.ProductVersion, layout.Display(System.IO.Path.GetFullPath(source)), "../../..", experiments);
        return new SweepFolder(System.IO.Path.Combine(layout.Sweeps, plan.FolderName), plan);
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), type) : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
