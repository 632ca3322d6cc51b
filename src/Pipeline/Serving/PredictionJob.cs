using Pipeline.Imaging;

namespace Pipeline.Serving;

/// <summary>One image that waits for a worker.</summary>
/// <param name="bytes">The file.</param>
/// <param name="models">Those that answer.</param>
/// <param name="labels">How many labels at most.</param>
/// <param name="abandoned">Whoever asked has gone.</param>
internal sealed class PredictionJob(byte[] bytes, IReadOnlyList<ServedModel> models, int labels, CancellationToken abandoned)
{
    // Whoever waits goes on elsewhere than on the worker's thread.
    private readonly TaskCompletionSource<PredictedImage> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private byte[] _bytes = bytes;
    private CancellationTokenRegistration _registration;

    public IReadOnlyList<ServedModel> Models => models;

    public int Labels => labels;

    public CancellationToken Abandoned => abandoned;

    /// <summary>When it was put into the queue.</summary>
    public long Queued { get; private set; }

    public Task<PredictedImage> Done => _done.Task;

    /// <summary>From here on it waits. When whoever asked goes, his request ends at once and the bytes with it, though the job stays in its place.</summary>
    public void Enqueue(long now)
    {
        Queued = now;
        _registration = abandoned.UnsafeRegister(_ =>
        {
            _bytes = [];
            _done.TrySetCanceled(abandoned);
        }, null);
    }

    /// <summary>Does it, or says why not; never throws.</summary>
    /// <param name="work">Called with the file's bytes; not for somebody who has gone.</param>
    public void Complete(Func<byte[], PredictionJob, PredictedImage> work)
    {
        byte[] bytes = _bytes;
        try
        {
            abandoned.ThrowIfCancellationRequested();
            _done.TrySetResult(work(bytes, this));
        }
        catch (OperationCanceledException)
        {
            _done.TrySetCanceled(abandoned);
        }
#pragma warning disable CA1031 // Whatever it is belongs to whoever waits for this job; the worker goes on to the next.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            _done.TrySetException(problem);
        }
        finally
        {
            _registration.Dispose();
        }
    }
}

/// <summary>What came of an image.</summary>
/// <param name="Size">Upright.</param>
/// <param name="Results">One per model, in the order of the job.</param>
/// <param name="QueueMs">Waiting for a worker.</param>
internal sealed record PredictedImage(PixelSize Size, IReadOnlyList<ModelAnswer> Results, double QueueMs);
