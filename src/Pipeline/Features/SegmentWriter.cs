namespace Pipeline.Features;

/// <summary>
/// Rows into segments. A full one is written by a thread of its own while extraction goes on, because reaching the disk means waiting. For one thread
/// at a time.
/// </summary>
/// <param name="folder">The key's folder.</param>
/// <param name="key">What the rows depend on.</param>
internal sealed class SegmentWriter(string folder, FeatureKey key)
{
    /// <summary>Rows per segment: a few MB, so that little is lost when a run is killed and few files lie about.</summary>
    public const int SegmentRows = 256;

    private List<FeatureRow> _pending = new(SegmentRows);
    private Task _writing = Task.CompletedTask;

    /// <exception cref="PipelineException">An earlier segment could not be written.</exception>
    public void Add(FeatureRow row)
    {
        _pending.Add(row);
        if (_pending.Count >= SegmentRows || _writing.IsFaulted)
        {
            Write();
        }
    }

    /// <summary>Writes what is left and waits until everything is on disk.</summary>
    /// <exception cref="PipelineException">A segment could not be written.</exception>
    public void Finish()
    {
        Write();
        _writing.GetAwaiter().GetResult();
    }

    // One write at a time: a disk that is slower than the network holds extraction up instead of filling memory.
    private void Write()
    {
        _writing.GetAwaiter().GetResult();
        if (_pending.Count > 0)
        {
            var rows = _pending;
            _pending = new List<FeatureRow>(SegmentRows);
            _writing = Task.Run(() => FeatureSegment.Write(folder, key, rows));
        }
    }
}
