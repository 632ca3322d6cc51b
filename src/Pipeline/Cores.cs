using System.Runtime.ExceptionServices;

namespace Pipeline;

/// <summary>
/// Work on every core. All loops of the process, one inside another too, share one pool of a thread per core: the configurations of a sweep and the
/// folds of each never ask for more than there are.
/// </summary>
internal static class Cores
{
    private static readonly TaskScheduler Pool = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Environment.ProcessorCount).ConcurrentScheduler;

    /// <param name="items">N items.</param>
    /// <param name="work">Called once for each, in any order, on any thread.</param>
    /// <param name="stage">What is being done, for whoever watches.</param>
    /// <param name="unit">What the items are.</param>
    /// <param name="progress">Is told after each item, one call at a time.</param>
    /// <param name="cancellation">Stops between items.</param>
    /// <returns>The results, <c>[N]</c>, in the order of the items whatever the number of cores.</returns>
    /// <inheritdoc cref="For" path="/exception"/>
    public static TResult[] Map<T, TResult>(
        IReadOnlyList<T> items, Func<T, TResult> work, string stage, string unit, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        var results = new TResult[items.Count];
        int done = 0;
        For(items.Count, (i, _) =>
        {
            results[i] = work(items[i]);
            lock (results)
            {
                progress?.Report(new Progress(stage, ++done, items.Count, unit));
            }
        }, cancellation);
        return results;
    }

    /// <param name="count">Calls, numbered from 0.</param>
    /// <param name="work">What is called; its second argument tells a long call that another one has failed.</param>
    /// <param name="cancellation">Stops between calls.</param>
    /// <exception cref="PipelineException">What one of the calls threw for the user to mend. One reason is enough: the others stopped because of it, or failed for the same one.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void For(int count, Action<int, ParallelLoopState> work, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { TaskScheduler = Pool, CancellationToken = cancellation }, work);
        }
        catch (AggregateException failures)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(failures.InnerExceptions.FirstOrDefault(failure => failure is PipelineException) ?? failures.InnerExceptions[0]);
        }
    }
}
