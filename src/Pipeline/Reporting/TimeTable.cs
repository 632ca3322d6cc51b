using Pipeline.Timing;

namespace Pipeline.Reporting;

/// <summary>Comparisons of times. Most runs of a sweep share a few measurements, and each pair of measurements is compared once.</summary>
internal sealed class TimeTable(int seed)
{
    private readonly Dictionary<(string, string, string, string), TimeComparison> _known = [];

    public TimeComparison Of(MeasuredTimes? subject, MeasuredTimes? reference)
    {
        if (subject is null || reference is null)
        {
            return TimeComparison.Of(subject, reference, seed);
        }

        var key = (subject.Measurement, subject.Machine, reference.Measurement, reference.Machine);
        return _known.TryGetValue(key, out var known) ? known : _known[key] = TimeComparison.Of(subject, reference, seed);
    }
}
