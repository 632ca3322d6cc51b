namespace Pipeline.Artifacts;

/// <summary>A folder that goes when its use is over.</summary>
/// <param name="path">It need not exist.</param>
internal sealed class ScratchPlace(string path) : IDisposable
{
    public string Path => path;

    public void Dispose()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
