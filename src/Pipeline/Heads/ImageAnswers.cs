namespace Pipeline.Heads;

/// <summary>What became of one image file.</summary>
/// <param name="Image">Its path as given.</param>
/// <param name="Labels">Best first; empty when it could not be used.</param>
/// <param name="Parts">Where its time went; null when it could not be used.</param>
/// <param name="Problem">Why it could not be used, else null.</param>
internal sealed record ImageAnswer(string Image, IReadOnlyList<RankedLabel> Labels, PredictionParts? Parts, string? Problem);

/// <summary>
/// Many image files to labels, in the order of the files. Each worker reads, decodes and infers an image of its own, so that decoding and the
/// network overlap; no more images than twice the workers are under way, so that memory does not grow with their number.
/// </summary>
/// <param name="predictor">Its network is shared by all workers.</param>
/// <param name="workers">Images under way at once.</param>
internal sealed class ImageAnswers(Predictor predictor, int workers)
{
    /// <summary>One answer for each file, whatever is wrong with it.</summary>
    /// <param name="images">Paths.</param>
    /// <param name="top">How many labels at most.</param>
    public IEnumerable<ImageAnswer> Of(IEnumerable<string> images, int top, CancellationToken cancellation)
    {
        using var free = new SemaphoreSlim(workers);
        Stack<Predictor> idle = new(Enumerable.Range(0, workers).Select(_ => predictor.Share()));
        Queue<Task<ImageAnswer>> underWay = [];
        try
        {
            foreach (string image in images)
            {
                if (underWay.Count == 2 * workers)
                {
                    yield return underWay.Dequeue().GetAwaiter().GetResult();
                }

                underWay.Enqueue(Answer(image, top, free, idle, cancellation));
            }

            while (underWay.Count > 0)
            {
                yield return underWay.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            // Also where the caller stops early: no session may go while somebody uses it.
            Task.WhenAll(underWay.Select(task => task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default))).Wait(CancellationToken.None);
            foreach (var one in idle)
            {
                one.Dispose();
            }
        }
    }

    private static async Task<ImageAnswer> Answer(string image, int top, SemaphoreSlim free, Stack<Predictor> idle, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        Predictor mine;
        lock (idle)
        {
            mine = idle.Pop();
        }

        try
        {
            return await Task.Run(() => Answer(mine, image, top), cancellation);
        }
        finally
        {
            lock (idle)
            {
                idle.Push(mine);
            }

            free.Release();
        }
    }

    private static ImageAnswer Answer(Predictor predictor, string image, int top)
    {
        try
        {
            var (labels, parts) = predictor.Predict(() => ReadImage(image), top);
            return new ImageAnswer(image, labels, parts, null);
        }
        catch (PipelineException problem)
        {
            return new ImageAnswer(image, [], null, problem.Message);
        }
    }

    /// <exception cref="PipelineException">It cannot be read.</exception>
    public static byte[] ReadImage(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"cannot be read: {problem.Message}", problem);
        }
    }
}
