namespace Pipeline.Configuration;

/// <summary>Where a project keeps what. Its root is the folder that holds <c>configs/</c>; paths in a config are relative to it.</summary>
/// <param name="Root">Full path.</param>
internal sealed record ProjectLayout(string Root)
{
    public string Configs => Path.Combine(Root, "configs");

    /// <summary>Split files, which are kept with the sources.</summary>
    public string Splits => Path.Combine(Root, "data", "splits");

    public string Runs => Path.Combine(Root, "artifacts", "runs");

    /// <summary>One folder per sweep, two levels below the root.</summary>
    public string Sweeps => Path.Combine(Root, "artifacts", "sweeps");

    /// <summary>What can be made again: verdicts on files, thumbnails.</summary>
    public string Cache => Path.Combine(Root, "artifacts", "cache");

    public string Verdicts => Path.Combine(Cache, "verdicts");

    public string Thumbnails => Path.Combine(Cache, "thumbnails");

    /// <summary>Images that somebody found wrongly answered, by day; never read by itself.</summary>
    public string Flagged => Path.Combine(Root, "artifacts", "flagged");

    public string Features => Path.Combine(Root, "artifacts", "features");

    /// <summary>What is known of errors that nobody expected.</summary>
    public string Errors => Path.Combine(Root, "artifacts", "errors");

    /// <summary>
    /// The project of a config file: the parent of the nearest folder called <c>configs</c> above it; else the nearest folder above it that
    /// holds a folder <c>configs</c>; else the file's own folder. The file need not exist.
    /// </summary>
    public static ProjectLayout OfConfig(string path)
    {
        var folder = new FileInfo(Path.GetFullPath(path)).Directory
            ?? throw new PipelineException($"{path} is a folder; a config file is expected.");
        var root = Upwards(folder).FirstOrDefault(ancestor => ancestor is { Name: "configs", Parent: not null })?.Parent;
        return new ProjectLayout((root ?? HoldingConfigs(folder) ?? folder).FullName);
    }

    /// <summary>
    /// The project of a working folder: the nearest folder from there upwards that holds a folder <c>configs</c>; else the folder itself.
    /// </summary>
    public static ProjectLayout OfFolder(string path)
    {
        DirectoryInfo folder = new(Path.GetFullPath(path));
        return new ProjectLayout((HoldingConfigs(folder) ?? folder).FullName);
    }

    /// <summary>The project of a run's folder: three levels up where it lies in <c>artifacts/runs</c>; else as for any folder, as a run may be kept elsewhere.</summary>
    public static ProjectLayout OfRun(string path)
    {
        DirectoryInfo folder = new(Path.GetFullPath(path));
        return folder.Parent is { Name: "runs", Parent: { Name: "artifacts", Parent: { } root } } ? new ProjectLayout(root.FullName) : OfFolder(path);
    }

    /// <summary>The full path of what a config names; an absolute path stays.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Root);

    /// <summary>A path as messages show it: relative to the root, with forward slashes, when it lies inside; else as given.</summary>
    public string Display(string path)
    {
        var relative = Path.GetRelativePath(Root, Path.GetFullPath(path));
        var isOutside = Path.IsPathRooted(relative) || relative.Split(Path.DirectorySeparatorChar)[0] == "..";
        return isOutside ? path : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    private static DirectoryInfo? HoldingConfigs(DirectoryInfo folder) =>
        Upwards(folder).FirstOrDefault(ancestor => Directory.Exists(Path.Combine(ancestor.FullName, "configs")));

    private static IEnumerable<DirectoryInfo> Upwards(DirectoryInfo folder)
    {
        for (var ancestor = folder; ancestor is not null; ancestor = ancestor.Parent)
            yield return ancestor;
    }
}
