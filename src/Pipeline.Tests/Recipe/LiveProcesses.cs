using System.Globalization;

namespace Pipeline.Tests.Recipe;

/// <summary>What runs in a project's folder: the program and whatever it has started there. Known from /proc; elsewhere a test that asks is skipped.</summary>
internal static class LiveProcesses
{
    extension(SampleProject project)
    {
        /// <summary>Process ids in ascending order. One that has ended is none, even while nobody has asked for its exit code.</summary>
        public IReadOnlyList<int> Processes
        {
            get
            {
                Assert.SkipUnless(Directory.Exists("/proc/self/cwd"), "there is no /proc to see processes in");
                return
                [
                    .. Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out int id) ? id : 0)
                        .Where(id => id > 0 && WorksIn(id) == project.Root).Order(),
                ];
            }
        }

        /// <summary>Those of them that run one verb.</summary>
        public IReadOnlyList<int> ProcessesOf(string verb) => [.. project.Processes.Where(id => Arguments(id).Contains(verb))];

        /// <summary>Waits until nothing runs there any more.</summary>
        public void WaitForNoProcess() => Assert.True(
            SpinWait.SpinUntil(() =>
            {
                Thread.Yield();
                return project.Processes.Count == 0;
            }, TimeSpan.FromMinutes(2)),
            $"{string.Join(", ", project.Processes)} outlived the program.");
    }

    private static string? WorksIn(int process) => Look(process, folder => new FileInfo(Path.Combine(folder, "cwd")).LinkTarget);

    private static string[] Arguments(int process) => Look(process, folder => File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0')) ?? [];

    private static T? Look<T>(int process, Func<string, T?> at)
        where T : class
    {
        try
        {
            return at($"/proc/{process}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
