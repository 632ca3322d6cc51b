using System.Globalization;
using Pipeline.Vision.Protocol;

namespace Pipeline.VisionTraining;

/// <summary>A child that ended otherwise than it should have, in one line.</summary>
internal static class VisionFailure
{
    private const int LongestLine = 300;

    /// <param name="code">Its exit code.</param>
    /// <param name="said">Its standard error.</param>
    /// <param name="errors">Where all that it said of a bug is kept, because no run folder will appear to hold it; null for nowhere.</param>
    public static PipelineException Ended(int code, string said, string? errors = null)
    {
        string kept = code == VisionProtocol.Bug && errors is not null && TryKeep(said, errors) is { } file ? $"; all that it said: {file}" : "";
        return new(string.Create(CultureInfo.InvariantCulture, $"pipeline-vision {Manner(code)}{Because(code, said)}{kept}"));
    }

    /// <param name="line">What it wrote.</param>
    /// <param name="problem">Why that is nothing of the protocol.</param>
    public static PipelineException Nonsense(string line, VisionException problem) =>
        new($"pipeline-vision does not speak as it should: {problem.Message}: {Short(line)}; build it from the same sources with '{VisionProgramFile.Build}'", problem);

    private static string Manner(int code) => code switch
    {
        0 => "ended without a result",
        VisionProtocol.Bug => "failed, and that is a bug of it",
        > 128 and < 160 => string.Create(CultureInfo.InvariantCulture, $"was ended from outside (signal {code - 128}{(code == 137 ? ": perhaps there was not enough memory" : "")})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}"),
    };

    // A refusal is its last line; of a bug's stack the first line says what it is.
    private static string Because(int code, string said)
    {
        string[] lines = [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        string? reason = code == VisionProtocol.Bug
            ? lines.LastOrDefault(line => line.Contains("Exception", StringComparison.Ordinal) && !line.StartsWith("at ", StringComparison.Ordinal)) ?? lines.LastOrDefault()
            : lines.LastOrDefault();
        return reason is null ? ", and said nothing" : $": {Short(reason)}";
    }

    private static string? TryKeep(string said, string folder)
    {
        string file = Path.Combine(folder, FormattableString.Invariant($"pipeline-vision-{Environment.ProcessId}.txt"));
        try
        {
            WholeFile.WriteText(file, said);
            return file;
        }
        catch (PipelineException)
        {
            return null;
        }
    }

    private static string Short(string line) => line.Length <= LongestLine ? line : line[..LongestLine] + "...";
}
