using System.Diagnostics;

namespace Pipeline;

/// <summary>Processes of this machine.</summary>
internal static class LiveProcess
{
    public static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
