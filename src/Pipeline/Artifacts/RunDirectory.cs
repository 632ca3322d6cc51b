using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Artifacts;

/// <summary>
/// A run's folder while it is being made. Everything is written into <c>NAME.partial</c>; <see cref="Complete"/> gives it its name, so the folder
/// appears whole or not at all. A lock beside it keeps a second process from making the same run; what a killed process left is begun anew.
/// </summary>
internal sealed class RunDirectory : IDisposable
{
    private readonly string _final;
    private readonly string _partial;
    private readonly FileStream _lock;

    /// <exception cref="PipelineException">Another process is at it, or the folder cannot be written.</exception>
    public RunDirectory(string final)
    {
        (_final, _partial) = (final, final + ".partial");
        _lock = Lock(final + ".lock");
        try
        {
            Guard(() =>
            {
                Discard();
                Directory.CreateDirectory(_partial);
            });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name => Path.GetFileName(_final);

    public void WriteText(string file, string text) => WholeFile.WriteText(Path.Combine(_partial, file), text);

    public void Write(string file, Action<Stream> write) => WholeFile.Write(Path.Combine(_partial, file), write);

    public void WriteJson<T>(string file, T value, JsonTypeInfo<T> type) => WriteText(file, JsonSerializer.Serialize(value, type) + "\n");

    /// <summary>Publishes the folder.</summary>
    /// <returns>Its path.</returns>
    public string Complete()
    {
        Guard(() => Directory.Move(_partial, _final));
        return _final;
    }

    /// <summary>Leaves nothing half-written: a folder that was not completed goes away.</summary>
    public void Dispose()
    {
        Discard();
        string path = _lock.Name;
        _lock.Dispose();
        File.Delete(path);
    }

    private static FileStream Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new PipelineException($"{Path.ChangeExtension(path, null)} is being made by another process; wait for it, or run another configuration");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} cannot be written: {problem.Message}", problem);
        }
    }

    private void Discard()
    {
        if (Directory.Exists(_partial))
        {
            Directory.Delete(_partial, recursive: true);
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{_final} cannot be written: {problem.Message}", problem);
        }
    }
}
