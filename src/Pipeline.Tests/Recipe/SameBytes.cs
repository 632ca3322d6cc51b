using Pipeline.Artifacts;

namespace Pipeline.Tests.Recipe;

/// <summary>What must be equal to the byte in two runs of one experiment; times, and what tells of them, cannot be.</summary>
internal static class SameBytes
{
    private static readonly string[] Files = [RunFiles.Config, RunFiles.Metrics, RunFiles.Predictions, RunFiles.Ledger, RunFiles.Curves, RunFiles.Head];

    public static void Of(string run, string other) =>
        Assert.All(Files, file => Assert.True(Bytes(run, file).SequenceEqual(Bytes(other, file)), $"{file} differs."));

    private static byte[] Bytes(string run, string file) => File.ReadAllBytes(Path.Combine(run, file));
}
