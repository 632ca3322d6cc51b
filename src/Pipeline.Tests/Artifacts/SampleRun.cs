using Pipeline.Artifacts;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Artifacts;

/// <summary>The folder of a small run, made once in this process; tests copy it under names of their own.</summary>
public sealed class SampleRun : IDisposable
{
    private readonly SampleProject _project = new();

    public SampleRun() => Made = _project.Make("timing.repeats=0", "timing.refits=1");

    internal FinishedRun Made { get; }

    internal string CopyTo(string runs, string name)
    {
        string folder = Path.Combine(runs, name);
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(Made.Path))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    public void Dispose() => _project.Dispose();
}
