using Pipeline.Evaluation.Statistics;
using Pipeline.Timing;

namespace Pipeline.Reporting;

/// <summary>Comparisons of times. Most runs of a sweep share a few measurements, and each pair of measurements is compared once.</summary>
internal sealed class TimeTable(int seed)
{
    private readonly Dictionary<(string, string, string, string), TimeComparison> _known = [];
    private readonly Dictionary<(string, string), Interval?> _intervals = [];

    public TimeComparison Of(MeasuredTimes? subject, MeasuredTimes? reference)
    {
        if (subject is null || reference is null)
        {
            return TimeComparison.Of(subject, reference, seed);
        }

        var key = (subject.Measurement, subject.Machine, reference.Measurement, reference.Machine);
        return _known.TryGetValue(key, out var known) ? known : _known[key] = TimeComparison.Of(subject, reference, seed);
    }

    /// <param name="times">Null where nothing was timed.</param>
    /// <param name="medianMs">The median that the run stored.</param>
    /// <returns>The 95 % interval of that median.</returns>
    public Interval? IntervalOf(MeasuredTimes? times, double medianMs)
    {
        if (times is null)
        {
            return null;
        }

        var key = (times.Measurement, times.Machine);
        if (!_intervals.TryGetValue(key, out var relative))
        {
            relative = _intervals[key] = times.RelativeInterval(seed);
        }

        return relative * medianMs;
    }
}
