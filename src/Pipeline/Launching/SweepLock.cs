using Pipeline.Artifacts;

namespace Pipeline.Launching;

/// <summary>Keeps a second launcher from a sweep; its tasks may be worked on all the same, one by one.</summary>
internal static class SweepLock
{
    /// <exception cref="PipelineException">Another process holds it, or the folder cannot be written.</exception>
    public static FileStream Take(SweepFolder folder)
    {
        try
        {
            return RunLock.Take(Path.Combine(folder.Path, "sweep"));
        }
        catch (RunContestedException)
        {
            throw new PipelineException($"{folder.Path} is being worked on by another process; wait for it, or watch it with 'pipeline sweep status'");
        }
    }
}
