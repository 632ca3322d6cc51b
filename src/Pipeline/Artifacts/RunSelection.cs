using System.IO.Enumeration;

namespace Pipeline.Artifacts;

/// <summary>Runs by what a person types: names, beginnings of names, patterns, folders.</summary>
internal static class RunSelection
{
    /// <summary>What is beside runs while one is being made.</summary>
    private static readonly string[] Unfinished = [".partial", ".lock"];

    /// <param name="store">The project's runs.</param>
    /// <param name="names">
    /// Each a run's folder, the beginning of one run's name, a pattern with <c>*</c> or <c>?</c> over names or paths, or a folder that holds runs.
    /// </param>
    /// <param name="damaged">Folders that a pattern or a folder brought in and that are no whole runs.</param>
    /// <returns>Each run once, in the order of the names; what one name brings in, in ordinal order.</returns>
    /// <exception cref="PipelineException">A name brings in no run, or names a damaged one.</exception>
    public static IReadOnlyList<FinishedRun> Select(this RunStore store, IReadOnlyList<string> names, out IReadOnlyList<string> damaged)
    {
        string[] paths = [.. names.Where(name => !Unfinished.Any(name.EndsWith)).SelectMany(name => Paths(store, name)).Distinct(StringComparer.Ordinal)];
        HashSet<string> direct = [.. names];
        var opened = paths.AsParallel().AsOrdered().Select(path => Open(store, path)).ToArray();
        if (paths.Zip(opened).FirstOrDefault(one => direct.Contains(one.First) && one.Second.Problem is not null).Second.Problem is { } wrong)
        {
            throw wrong;
        }

        damaged = [.. opened.Select(one => one.Problem?.Message).OfType<string>()];
        return [.. opened.Select(one => one.Run).OfType<FinishedRun>().DistinctBy(run => run.Path, StringComparer.Ordinal)];
    }

    private static (FinishedRun? Run, PipelineException? Problem) Open(RunStore store, string path)
    {
        try
        {
            return (store.Open(path), null);
        }
        catch (PipelineException problem)
        {
            return (null, problem);
        }
    }

    private static string[] Paths(RunStore store, string name)
    {
        if (name.AsSpan().ContainsAny('*', '?'))
        {
            return Matches(store, name) is { Length: > 0 } matches
                ? matches
                : throw new PipelineException($"no run matches '{name}' in {store.Folder}; 'pipeline runs list' shows what there is");
        }

        return Directory.Exists(name) && !File.Exists(Path.Combine(name, RunFiles.Record)) && Within(name) is { Length: > 0 } inside ? inside : [name];
    }

    // A pattern without a separator is about the project's runs; with one it is a path.
    private static string[] Matches(RunStore store, string pattern)
    {
        string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } named ? named : store.Folder;
        string last = Path.GetFileName(pattern);
        return Directory.Exists(folder) ? [.. Folders(folder).Where(path => FileSystemName.MatchesSimpleExpression(last, Path.GetFileName(path), ignoreCase: false))] : [];
    }

    private static string[] Within(string folder) => [.. Folders(folder).Where(path => File.Exists(Path.Combine(path, RunFiles.Record)))];

    private static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(path => !Unfinished.Any(path.EndsWith)).Order(StringComparer.Ordinal);
}
