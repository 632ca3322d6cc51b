using System.Globalization;
using Pipeline.Artifacts;

namespace Pipeline.Launching;

/// <summary>What has become of each task so far: kept up to date in <c>table.csv</c> and on the progress line. Safe for concurrent use.</summary>
internal sealed class SweepBoard(SweepFolder folder, SweepTable table, IProgress<Progress> progress, TimeProvider clock)
{
    private static readonly TimeSpan TableInterval = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly TaskResult?[] _results = new TaskResult?[folder.Plan.Tasks.Count];
    private readonly FinishedRun?[] _runs = new FinishedRun?[folder.Plan.Tasks.Count];
    private int _running;
    private int _begun;
    private int _ended;
    private long _written;

    public IEnumerable<TaskResult> Failed => _results.OfType<TaskResult>().Where(result => result.State == TaskState.Failed);

    public IReadOnlyList<FinishedRun> Runs => [.. _runs.OfType<FinishedRun>()];

    public FinishedRun? RunOf(SweepTask task) => _runs[task.Index];

    /// <summary>Tasks that are about to be done from here on; the rest ended before.</summary>
    public void Expect(int tasks) => _begun = tasks;

    public void Started()
    {
        lock (_gate)
        {
            _running++;
            Tell();
        }
    }

    /// <summary>A task that was begun has ended.</summary>
    public void Ended(TaskResult result, FinishedRun? run)
    {
        lock (_gate)
        {
            (_running, _ended) = (_running - 1, _ended + 1);
            Set(result, run);
            Tell();
            if (_written == 0 || clock.GetElapsedTime(_written) >= TableInterval)
            {
                Write();
            }
        }
    }

    /// <summary>A task that needed no beginning: it is done already, or cannot be begun.</summary>
    public void Set(TaskResult result, FinishedRun? run) => (_results[result.Index], _runs[result.Index]) = (result, run);

    /// <summary>The same run with more known of it.</summary>
    public void Set(SweepTask task, FinishedRun run) => _runs[task.Index] = run;

    public void WriteTable()
    {
        lock (_gate)
        {
            Write();
        }
    }

    private void Write()
    {
        WholeFile.WriteText(folder.Table, table.Of(_results, _runs), flush: false);
        _written = clock.GetTimestamp();
    }

    private void Tell()
    {
        int failed = _results.Count(result => result is { State: TaskState.Failed });
        progress.Report(new Progress(
            folder.Plan.Name, _ended, _begun, _begun == 1 ? "configuration" : "configurations",
            Detail: string.Create(CultureInfo.InvariantCulture, $"{_running} running, {failed} failed")));
    }
}
