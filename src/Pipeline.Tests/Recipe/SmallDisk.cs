using System.Diagnostics;

namespace Pipeline.Tests.Recipe;

/// <summary>A file system of a few pages in the memory; only root may mount it, and without root the tests that need it are skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    public SmallDisk(string folder, int kilobytes, bool readOnly = false)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        bool mounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k{(readOnly ? ",ro" : "")}", "tmpfs", folder);
        Assert.SkipUnless(mounted, "mounting a small file system is not permitted here");
    }

    public void Dispose() => Assert.True(Run("umount", "--lazy", _folder));

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
