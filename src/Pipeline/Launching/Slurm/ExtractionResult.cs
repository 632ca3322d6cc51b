using System.Globalization;
using System.Text.Json;
using Pipeline.Artifacts;

namespace Pipeline.Launching.Slurm;

/// <summary><c>extraction/SOURCE/PARTS/NNNN.json</c>: a part of an extraction that is in the store.</summary>
/// <param name="Format">Goes up when the file's meaning changes.</param>
/// <param name="Part">From 0.</param>
/// <param name="Parts">In all.</param>
/// <param name="Backbone">The network.</param>
/// <param name="Images">Different contents in the part.</param>
/// <param name="Extracted">Those that went through the network; the others were in the store.</param>
/// <param name="Finished">When.</param>
/// <param name="DurationMs">From the scan of its files to its last segment.</param>
/// <param name="Host">Where.</param>
/// <param name="Version">Product version.</param>
internal sealed record ExtractionResult(
    int Format, int Part, int Parts, string Backbone, int Images, int Extracted, DateTimeOffset Finished, double DurationMs, string Host, string Version)
{
    public const int CurrentFormat = 1;

    public static ExtractionResult Of(ExtractedShard done, TimeProvider clock, TimeSpan duration) => new(
        CurrentFormat, done.Shard.Index, done.Shard.Count, done.Backbone, done.Images, done.Extracted, clock.GetUtcNow(), Math.Round(duration.TotalMilliseconds, 3),
        Environment.MachineName, RunEnvironment.ProductVersion);

    public static string FileName(int part) => part.ToString("D4", CultureInfo.InvariantCulture) + ".json";

    /// <exception cref="PipelineException">The folder cannot be written.</exception>
    public void Write(string folder) => WholeFile.WriteText(Path.Combine(folder, FileName(Part)), JsonSerializer.Serialize(this, LaunchJson.Readable.ExtractionResult) + "\n");
}
