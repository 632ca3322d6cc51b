namespace Pipeline;

/// <summary>A file that one process holds at a time. A killed process's lock holds nobody up: the system releases it.</summary>
internal static class LockFile
{
    /// <summary>How the system says that another holds it: EAGAIN on Linux and on macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.</summary>
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <param name="path">The file; its folder is made.</param>
    /// <returns>The lock: it is held, and the file stays, until it is disposed. Null where another holds it.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Deleted while still locked: deleting it after the release could take another process's lock away.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException problem) when (Held.Contains(problem.HResult))
        {
            // Whether the file is there says nothing: its holder may have let it go since.
            return null;
        }
    }
}
