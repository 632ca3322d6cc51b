namespace Pipeline.Artifacts;

/// <summary>A file for a library that reads from files only; gone afterwards.</summary>
internal sealed class ScratchFile(string folder, string extension) : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(folder, System.IO.Path.GetRandomFileName() + Leftovers.Scratch + extension);

    /// <exception cref="PipelineException">The folder cannot be written: no permission, no space.</exception>
    public void Write(Action<Stream> write) => WholeFile.Write(Path, write);

    public void Dispose() => File.Delete(Path);
}
