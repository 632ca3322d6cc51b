using System.Text.Json;

namespace Pipeline.Launching;

/// <summary><c>launcher.json</c>: the process of a launcher on this machine, while it is at a sweep. It decides nothing; it is what <c>sweep cancel</c> asks to stop.</summary>
internal sealed record LauncherProcess(string Host, int Process)
{
    private const string FileName = "launcher.json";

    /// <summary>Says that this process is at it, until it is disposed.</summary>
    public static IDisposable Announce(SweepFolder folder)
    {
        string path = Path.Combine(folder.Path, FileName);
        WholeFile.WriteText(path, JsonSerializer.Serialize(new LauncherProcess(Environment.MachineName, Environment.ProcessId), LaunchJson.Readable.LauncherProcess) + "\n");
        return new Announcement(path);
    }

    /// <returns>The live launcher; null where there is none, or none that can be seen from this machine.</returns>
    public static LauncherProcess? Of(SweepFolder folder)
    {
        try
        {
            string path = Path.Combine(folder.Path, FileName);
            var launcher = File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), LaunchJson.Readable.LauncherProcess) : null;
            return launcher is not null && launcher.Host == Environment.MachineName && LiveProcess.Exists(launcher.Process) ? launcher : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed class Announcement(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}
