namespace Pipeline.Backbones;

/// <summary>Where weights are looked for: <c>--models</c>, then PIPELINE_MODELS, then the user's cache, then beside the program.</summary>
internal sealed record ModelFolders(IReadOnlyList<string> Folders, string UserCache)
{
    /// <param name="option">The value of <c>--models</c>, if given.</param>
    public static ModelFolders FromEnvironment(string? option)
    {
        string cache = Path.Combine(UserCacheRoot(), "pipeline", "models");
        var named = Environment.GetEnvironmentVariable("PIPELINE_MODELS")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        string[] folders = [.. option is null ? [] : new[] { option }, .. named, cache, Path.Combine(AppContext.BaseDirectory, "models")];
        return new ModelFolders([.. folders.Select(Path.GetFullPath)], cache);
    }

    /// <returns>The first folder's file of that name, or null.</returns>
    public string? Find(string file) => Folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    // A machine without HOME (a container, a service) still has a place for temporary files.
    private static string UserCacheRoot()
    {
        string local = OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".cache") : "";
        return local.Length > 0 ? local : Path.GetTempPath();
    }
}
