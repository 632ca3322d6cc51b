using System.Text.Json;

namespace Pipeline.Artifacts;

/// <summary>The runs of a project, as folders under <c>artifacts/runs</c>.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="clock">Dates their logs.</param>
/// <param name="view">Makes what people look at in each new run; null for nothing.</param>
internal sealed class RunStore(string folder, TimeProvider clock, RunView? view = null)
{
    private const int DigestDigits = 8;
    private const int Shown = 3;

    public string Folder => folder;

    /// <returns>The finished run of that name and identity, if there is one.</returns>
    public FinishedRun? Find(string name, RunIdentity identity)
    {
        string path = PathOf(name, identity);
        return Directory.Exists(path) ? Read(path) : null;
    }

    /// <param name="name">The experiment.</param>
    /// <param name="identity">What the run is made of.</param>
    /// <param name="again">Whether a run that is there already is made once more, with a number behind its name.</param>
    /// <returns>A folder that is not there yet.</returns>
    /// <exception cref="PipelineException">Another process makes or has just made it, or it cannot be written.</exception>
    public RunDirectory Create(string name, RunIdentity identity, bool again)
    {
        string path = PathOf(name, identity);
        return new RunDirectory(again ? Free(path) : path, clock, view);
    }

    /// <summary>Makes again what people look at, after a file of the run was replaced.</summary>
    public void Show(FinishedRun run, CancellationToken cancellation) => view?.Invoke(run, cancellation);

    /// <summary>Every finished run, by folder name. A folder that is no whole run is left out and named in <paramref name="damaged"/>.</summary>
    public IReadOnlyList<FinishedRun> List(out IReadOnlyList<string> damaged)
    {
        List<FinishedRun> runs = [];
        List<string> broken = [];
        foreach (string path in Folders())
        {
            try
            {
                runs.Add(Read(path));
            }
            catch (PipelineException problem)
            {
                broken.Add(problem.Message);
            }
        }

        damaged = broken;
        return runs;
    }

    /// <param name="run">A path to a run folder, a folder name, or the beginning of just one.</param>
    /// <exception cref="PipelineException">There is no such run, there are several, or its folder is damaged.</exception>
    public FinishedRun Open(string run) => Read(Locate(run));

    /// <summary>The full path of a run's folder, whether or not it is whole.</summary>
    /// <inheritdoc cref="Open"/>
    public string Locate(string run)
    {
        if (File.Exists(Path.Combine(run, RunFiles.Record)))
        {
            return Path.GetFullPath(run);
        }

        // A path stands for itself: where it leads elsewhere, no run here is meant by its last part.
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(run));
        string name = Path.GetDirectoryName(full) == Path.GetFullPath(folder) ? Path.GetFileName(full) : run;
        string[] matches = [.. Folders().Where(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal))];
        string[] exact = [.. matches.Where(path => Path.GetFileName(path) == name)];
        return (exact is [_] ? exact : matches) switch
        {
            [var one] => one,
            [] => throw new PipelineException($"there is no run '{run}' in {folder}; 'pipeline runs list' shows what there is"),
            var several => throw new PipelineException($"'{run}' is the beginning of {several.Length} runs ({string.Join(", ", several.Take(Shown).Select(Path.GetFileName))}{(several.Length > Shown ? ", ..." : "")}); give more of its name"),
        };
    }

    /// <summary>Removes a run whole: it is renamed first, so that whatever happens then, no list shows half of it.</summary>
    /// <param name="path">From <see cref="Locate"/>.</param>
    /// <exception cref="PipelineException">It cannot be removed.</exception>
    public static void Remove(string path)
    {
        string doomed = path + RunDirectory.Unfinished;
        try
        {
            if (Directory.Exists(doomed))
            {
                Directory.Delete(doomed, recursive: true);
            }

            Directory.Move(path, doomed);
            Directory.Delete(doomed, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} cannot be removed: {problem.Message}", problem);
        }
    }

    /// <summary>Removes what killed processes left of runs that nobody begins anew. A folder whose lock is held is being made and stays.</summary>
    public void RemoveLeftovers()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var left = new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => entry.Extension is RunDirectory.Unfinished or RunLock.Extension && clock.GetUtcNow() - entry.LastWriteTimeUtc > Leftovers.Age);
        foreach (string run in left.Select(entry => Path.ChangeExtension(entry.FullName, null)).Distinct(StringComparer.Ordinal).ToList())
        {
            RemoveLeftover(run);
        }
    }

    private static void RemoveLeftover(string run)
    {
        try
        {
            using var held = RunLock.Take(run);
            if (Directory.Exists(run + RunDirectory.Unfinished))
            {
                Directory.Delete(run + RunDirectory.Unfinished, recursive: true);
            }
        }
        catch (Exception problem) when (problem is PipelineException or IOException or UnauthorizedAccessException)
        {
            // Another process makes it after all, or it cannot be removed: it harms nobody.
        }
    }

    private static string Free(string path) =>
        Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? path : $"{path}-{n}").First(candidate => !Directory.Exists(candidate));

    private string PathOf(string name, RunIdentity identity) => Path.Combine(folder, $"{name}-{identity.Digest()[..DigestDigits]}");

    private IEnumerable<string> Folders() =>
        Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Where(path => !path.EndsWith(RunDirectory.Unfinished, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            : [];

    private static FinishedRun Read(string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(path, RunFiles.Record)), RunJson.Readable.RunRecord);
            var metrics = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(path, RunFiles.Metrics)), RunJson.Readable.MetricsRecord);
            return new FinishedRun(path, record ?? throw new JsonException("empty"), metrics ?? throw new JsonException("empty"));
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} is no whole run ({(problem is JsonException ? $"{RunFiles.Record} or {RunFiles.Metrics} is damaged" : problem.Message.Split('\n')[0])}); remove the folder and run its experiment again", problem);
        }
    }
}
