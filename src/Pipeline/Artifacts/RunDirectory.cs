using System.Globalization;
using System.Text.Json;
using Pipeline.Heads;

namespace Pipeline.Artifacts;

/// <summary>
/// A run's folder while it is being made. Everything is written into <c>NAME.partial</c>; <see cref="Complete"/> gives it its name, so the folder
/// appears whole or not at all. A lock beside it keeps a second process from making the same run; what a killed process left is begun anew.
/// </summary>
internal sealed class RunDirectory : IDisposable
{
    /// <summary>Ends the name of a folder that is no whole run.</summary>
    public const string Unfinished = WholeFile.Unfinished;

    private readonly string _final;
    private readonly string _partial;
    private readonly FileStream _lock;
    private readonly TimeProvider _clock;
    private readonly RunView? _view;
    private StreamWriter _log = StreamWriter.Null;

    /// <param name="final">The folder's path.</param>
    /// <param name="clock">Dates the lines of the log.</param>
    /// <param name="view">Makes what people look at; null for nothing.</param>
    /// <exception cref="PipelineException">Another process is at it or was faster, or the folder cannot be written.</exception>
    public RunDirectory(string final, TimeProvider clock, RunView? view = null)
    {
        (_final, _partial, _clock, _view) = (final, final + Unfinished, clock, view);
        _lock = RunLock.Take(final);
        try
        {
            RequireAbsent();
            Guard(() =>
            {
                Discard();
                Directory.CreateDirectory(_partial);
                _log = new StreamWriter(Path.Combine(_partial, RunFiles.Log)) { AutoFlush = true, NewLine = "\n" };
            });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name => Path.GetFileName(_final);

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>One line of <c>log.txt</c>, with the time of day. It is written at once: what a killed process was doing can be read in what it left.</summary>
    /// <param name="line">What happens.</param>
    /// <param name="text">Lines that belong to it; they are indented.</param>
    /// <exception cref="PipelineException">The disk is full.</exception>
    public void Log(string line, string text = "") => Guard(() =>
    {
        _log.WriteLine(_clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.fff'Z '", CultureInfo.InvariantCulture) + line);
        foreach (string part in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            _log.WriteLine("    " + part);
        }
    });

    public void WriteText(string file, string text) => WholeFile.WriteText(Path.Combine(_partial, file), text, flush: false);

    /// <summary>What <c>predict</c> needs: the trained head, or the species map of a head that is not trained.</summary>
    /// <returns>SHA-256 of the trained head, or null.</returns>
    public string? WriteHead(IHead head, SpeciesMap? species)
    {
        if (species is not null)
        {
            WriteText(RunFiles.SpeciesMap, species.Text);
            return null;
        }

        using var bytes = new MemoryStream();
        HeadFile.Write(head, bytes);
        WholeFile.Write(Path.Combine(_partial, RunFiles.Head), stream => stream.Write(bytes.ToArray()), flush: false);
        return Hashing.OfBytes(bytes.ToArray());
    }

    /// <summary>A folder for what is not kept, where a killed process leaves nothing else behind. Disposing removes it.</summary>
    public ScratchPlace Scratch(string name) => new(Path.Combine(_partial, name));

    /// <summary>Takes a file that another program has written.</summary>
    public void Adopt(string file, string name) => Guard(() => File.Move(file, Path.Combine(_partial, name), overwrite: true));

    /// <summary>The folder while it is being made.</summary>
    public string Unpublished => _partial;

    /// <returns>Bytes of a file that was written; 0 for one that was not.</returns>
    public long SizeOf(string file) => new FileInfo(Path.Combine(_partial, file)) is { Exists: true } written ? written.Length : 0;

    /// <summary>Writes the two records and what people look at, and publishes the folder.</summary>
    public FinishedRun Complete(RunRecord record, MetricsRecord metrics, CancellationToken cancellation = default)
    {
        WriteText(RunFiles.Record, JsonSerializer.Serialize(record, RunJson.Readable.RunRecord) + "\n");
        WriteText(RunFiles.Metrics, metrics.ToJson());
        _view?.Invoke(new FinishedRun(_partial, record, metrics), cancellation);
        Guard(() =>
        {
            _log.Dispose();
            WholeFile.Flush(Directory.EnumerateFiles(_partial));
            Publish();
        });
        return new FinishedRun(_final, record, metrics, IsNew: true);
    }

    /// <summary>Leaves nothing half-written: a folder that was not completed goes away.</summary>
    public void Dispose()
    {
        try
        {
            CloseLog();
            Discard();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What ended the run is the problem to tell; the next one begins anew whatever stays here.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    // On a full disk it still holds a line that it cannot get rid of; the folder goes away with it.
    private void CloseLog()
    {
        try
        {
            _log.Dispose();
        }
        catch (IOException)
        {
        }
    }

    // Whether the run is there was asked before the lock was held: another process may have made it in between.
    private void RequireAbsent()
    {
        if (Directory.Exists(_final))
        {
            throw new RunContestedException($"{_final} was made by another process in the meantime; run again to see it, or with --again to make another");
        }
    }

    private void Publish()
    {
        try
        {
            Directory.Move(_partial, _final);
        }
        catch (IOException)
        {
            RequireAbsent();
            throw;
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
            throw new PipelineException($"{_final} cannot be written ({WholeFile.Reason(problem)}): check the permissions and the free space of its folder", problem);
        }
    }
}
