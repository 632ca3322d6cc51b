using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Pipeline.Artifacts;

namespace Pipeline.Commands.Doctor;

/// <summary>Program, runtime, machine, clock and language.</summary>
internal static class MachineChecks
{
    /// <summary>A ResNet-152 with its tensors takes well under this; less memory swaps.</summary>
    private const long EnoughMemory = 2_000_000_000;

    public static IEnumerable<Checkup> All(TimeProvider clock)
    {
        yield return new Checkup("program", Verdict.Ok, $"pipeline {RunEnvironment.ProductVersion} in {AppContext.BaseDirectory}");
        yield return new Checkup("runtime", Verdict.Ok, $"{RuntimeInformation.FrameworkDescription} ({RuntimeInformation.RuntimeIdentifier}) on {RuntimeInformation.OSDescription}");
        yield return new Checkup("cores", Verdict.Ok, $"{Environment.ProcessorCount}: {RunEnvironment.Capture().Processor}");
        yield return Memory();
        yield return Clock(clock);
        yield return new Checkup("numbers", Verdict.Ok, $"{0.5.ToString("F1", CultureInfo.CurrentCulture)} whatever the system's language");
        yield return Encoding.Default is UTF8Encoding && Console.OutputEncoding is { CodePage: 65001 }
            ? new Checkup("text", Verdict.Ok, "UTF-8")
            : new Checkup("text", Verdict.Warning, $"the terminal's encoding is {Console.OutputEncoding.WebName}: tables and names may look broken", "set it to UTF-8 (Linux: export LANG=C.UTF-8; Windows: chcp 65001)");
    }

    private static Checkup Memory()
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        string found = $"{memory / 1e9:F1} GB for this process";
        return memory >= EnoughMemory ? new Checkup("memory", Verdict.Ok, found) : new Checkup("memory", Verdict.Warning, found, "large networks need 2 GB; take a smaller one, or give the container more");
    }

    // Runs are dated, and certificates of mirrors are checked against it.
    private static Checkup Clock(TimeProvider clock)
    {
        var (now, built) = (clock.GetUtcNow(), File.GetLastWriteTimeUtc(Path.Combine(AppContext.BaseDirectory, "pipeline.dll")));
        string found = now.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return now.UtcDateTime >= built.AddDays(-1)
            ? new Checkup("clock", Verdict.Ok, found)
            : new Checkup("clock", Verdict.Warning, $"{found}, before this program was made", "set the clock: runs would be dated wrongly, and downloads fail");
    }
}
