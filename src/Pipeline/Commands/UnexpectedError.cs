using System.Collections;
using System.Globalization;
using Pipeline.Artifacts;

namespace Pipeline.Commands;

/// <summary>A bug of ours: everything that a report of it needs goes into one file, because no run folder will appear to hold it.</summary>
internal static class UnexpectedError
{
    /// <param name="bug">What was thrown; its data, such as the experiment, are kept with it.</param>
    /// <param name="folder">Where the file goes; into the folder for temporary files where that cannot be written.</param>
    /// <param name="clock">Names and dates the file.</param>
    /// <returns>What the user is told: what happened, with the stack, and where the file is.</returns>
    public static string Report(Exception bug, string folder, TimeProvider clock)
    {
        string text = Text(bug, clock.GetUtcNow());
        string name = $"{clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Environment.ProcessId}.txt";
        string[] places = [Path.Combine(folder, name), Path.Combine(Path.GetTempPath(), $"pipeline-error-{name}")];
        string kept = places.FirstOrDefault(place => TryWrite(place, text)) is { } path
            ? $"a report of it needs {path}, which holds versions, machine, config and this stack"
            : "nothing could be kept of it; a report of it needs the lines above";
        return $"{bug}\nthis is a bug of pipeline, nothing half-written stays; {kept}";
    }

    private static string Text(Exception bug, DateTimeOffset now)
    {
        string command = string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument));
        var data = bug.Data.Cast<DictionaryEntry>().Select(entry => $"\n{entry.Key}:\n{entry.Value}");
        return $"""
            {now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z pipeline {command}
            in {Environment.CurrentDirectory}
            {RunEnvironment.Capture().Summary}

            {bug}
            {string.Concat(data)}
            """;
    }

    private static bool TryWrite(string path, string text)
    {
        try
        {
            WholeFile.WriteText(path, text);
            return true;
        }
        catch (PipelineException)
        {
            return false;
        }
    }
}
