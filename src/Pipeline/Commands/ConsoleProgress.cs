using System.Globalization;
using Spectre.Console;

namespace Pipeline.Commands;

/// <summary>
/// How far a run has come. On a terminal one line that is drawn over; elsewhere a plain line now and then. Nothing is said of a stage that takes
/// less than a second.
/// </summary>
internal sealed class ConsoleProgress(IAnsiConsole console, TimeProvider clock) : IProgress<Progress>
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly bool _live = console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;
    private string _stage = "";
    private long _started;
    private long _shown;
    private bool _lineOpen;

    public void Report(Progress value)
    {
        lock (_gate)
        {
            long now = clock.GetTimestamp();
            if (value.Stage != _stage)
            {
                Clear();
                (_stage, _started, _shown) = (value.Stage, now, 0);
            }

            var elapsed = clock.GetElapsedTime(_started, now);
            bool due = _shown == 0 ? elapsed >= Silence : clock.GetElapsedTime(_shown, now) >= (_live ? LiveInterval : PlainInterval);
            if (due && (value.Done < value.Total || value.Total == 0))
            {
                _shown = now;
                Show(Line(value, elapsed));
            }
            else if (value.Done >= value.Total && value.Total > 0)
            {
                Clear();
            }
        }
    }

    /// <summary>Takes the live line away, so that other output starts on a clean one.</summary>
    public void Clear()
    {
        if (_lineOpen)
        {
            Tell("\r\u001b[2K");
            _lineOpen = false;
        }
    }

    /// <summary>For example <c>extracting resnet50 features: 120 of 567 images, 41.2/s, 11 s left</c>.</summary>
    internal static string Line(Progress progress, TimeSpan elapsed)
    {
        if (progress.Total == 0)
        {
            return $"{progress.Stage}: {progress.Done} {progress.Unit}";
        }

        double rate = (progress.Done - progress.Before) / elapsed.TotalSeconds;
        bool bytes = progress.Unit == Progress.Bytes;
        string left = rate > 0 ? $", {(bytes ? $"{Rate(rate / 1e6)} MB" : Rate(rate))}/s, {Left((progress.Total - progress.Done) / rate)} left" : "";
        return bytes
            ? $"{progress.Stage}: {Megabytes(progress.Done)} of {Megabytes(progress.Total)} MB{left}"
            : $"{progress.Stage}: {progress.Done} of {progress.Total} {progress.Unit}{(progress.Detail.Length > 0 ? $", {progress.Detail}" : "")}{left}";
    }

    private static string Rate(double rate) => rate.ToString(rate < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static string Megabytes(int bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>For example <c>11 s</c>, <c>4 min</c>, <c>2 h</c>.</summary>
    internal static string Left(double seconds) => seconds switch
    {
        < 90 => $"{Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture)} s",
        < 5400 => $"{Math.Round(seconds / 60).ToString(CultureInfo.InvariantCulture)} min",
        _ => $"{Math.Round(seconds / 3600).ToString(CultureInfo.InvariantCulture)} h",
    };

    private void Show(string line)
    {
        if (_live)
        {
            int width = Math.Max(20, console.Profile.Width - 1);
            Tell("\r\u001b[2K" + (line.Length <= width ? line : line[..width]));
            _lineOpen = true;
        }
        else
        {
            Tell(line + console.Profile.Out.Writer.NewLine);
        }
    }

    private void Tell(string text)
    {
        try
        {
            console.Profile.Out.Writer.Write(text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // How far the work has come cannot be shown; that is no reason to stop it.
        }
    }
}
