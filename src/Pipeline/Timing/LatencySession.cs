using Pipeline.Datasets;
using Pipeline.Heads;

namespace Pipeline.Timing;

/// <summary>One subject while it is timed: its open way, warm, and the rows so far.</summary>
internal sealed class LatencySession : IDisposable
{
    private const int Labels = 3;
    private readonly LatencyRequest _request;
    private IPredictionPath _path;
    private readonly double _loadMs;
    private readonly double _firstMs;
    private readonly List<LatencyRow> _rows = [];
    private readonly CancellationToken _cancellation;

    /// <summary>Opens the way, and warms it up.</summary>
    /// <param name="request">What is timed.</param>
    /// <param name="open">Opens its way from cold.</param>
    /// <param name="warm">Opens it again over a network that is loaded already, once the cold times are taken; null to stay with the first.</param>
    /// <param name="clock">Times it.</param>
    /// <param name="cancellation">Stops between two predictions.</param>
    public LatencySession(LatencyRequest request, OpenPath open, Func<IPredictionPath>? warm, TimeProvider clock, CancellationToken cancellation)
    {
        (_request, _cancellation) = (request, cancellation);
        long start = clock.GetTimestamp();
        _path = open(request.Subject, request.Timing, cancellation);
        try
        {
            _loadMs = clock.GetElapsedTime(start).TotalMilliseconds;
            _firstMs = Predict(Images[0]).TotalMs;
            if (warm is not null)
            {
                _path.Dispose();
                _path = warm();
            }

            for (int i = 0; i < request.Timing.WarmUp; i++)
            {
                Predict(Images[i % Images.Count]);
            }
        }
        catch
        {
            _path.Dispose();
            throw;
        }
    }

    /// <summary>Predictions timed so far.</summary>
    public int Done => _rows.Count;

    /// <summary>Predictions to be timed.</summary>
    public int Total => Images.Count * _request.Timing.Repeats;

    private IReadOnlyList<LabeledImage> Images => _request.Subject.Images;

    /// <summary>Times one prediction; the images in order, then all of them again.</summary>
    public void Next()
    {
        var image = Images[_rows.Count % Images.Count];
        _rows.Add(new LatencyRow(image.Path, _rows.Count / Images.Count, Predict(image)));
    }

    public MeasuredLaunch Finish() => new(_loadMs, _firstMs, _rows);

    public void Dispose() => _path.Dispose();

    private PredictionParts Predict(LabeledImage image)
    {
        _cancellation.ThrowIfCancellationRequested();
        return _path.Predict(() => Read(image), Labels, _cancellation).Parts;
    }

    private byte[] Read(LabeledImage image)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(_request.Subject.Root, image.Path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{image.Path} could be read at the scan, but not any more ({WholeFile.Reason(problem)}); run again", problem);
        }
    }
}
