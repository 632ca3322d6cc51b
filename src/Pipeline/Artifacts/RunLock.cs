namespace Pipeline.Artifacts;

/// <summary>Another process makes the same run, or has just made it: who can wait finds it.</summary>
internal sealed class RunContestedException(string message) : PipelineException(message);

/// <summary>Keeps a second process from making the same run.</summary>
internal static class RunLock
{
    public const string Extension = ".lock";

    /// <param name="run">The run's folder; the lock is a file beside it.</param>
    /// <returns>The lock: it is held, and its file stays, until it is disposed.</returns>
    /// <exception cref="RunContestedException">Another process holds it.</exception>
    /// <exception cref="PipelineException">The file cannot be written.</exception>
    public static FileStream Take(string run)
    {
        string path = run + Extension;
        try
        {
            return LockFile.TryTake(path) ?? throw new RunContestedException($"{run} is being made by another process; wait for it, or run another configuration");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} cannot be written ({WholeFile.Reason(problem)}): check the permissions and the free space of its folder", problem);
        }
    }
}
