namespace Pipeline.Tests;

/// <summary>The folder of real weights, photos and reference numbers that the environment variable PIPELINE_ASSETS names.</summary>
internal static class PipelineAssets
{
    public static string? Root { get; } = Environment.GetEnvironmentVariable("PIPELINE_ASSETS") is { Length: > 0 } path ? Path.GetFullPath(path) : null;

    /// <summary>The full path of an asset; the calling test counts as skipped when the folder is absent.</summary>
    public static string Require(params string[] parts)
    {
        Assert.SkipWhen(Root is null, "PIPELINE_ASSETS is not set.");
        return Path.Combine([Root!, .. parts]);
    }
}
