using Pipeline.Evaluation.Statistics;
using Pipeline.Timing;

namespace Pipeline.Artifacts;

/// <summary>Reads <c>timings.csv</c> back.</summary>
internal static class TimingsReader
{
    /// <returns>From file to top 3 in milliseconds, one per timed prediction, in the order of the file; empty for a run that was not timed.</returns>
    /// <exception cref="PipelineException">The file is missing or damaged.</exception>
    public static IReadOnlyList<double> Totals(FinishedRun run)
    {
        string path = Path.Combine(run.Path, RunFiles.Timings);
        var csv = new CsvReader(RunText.Read(path), path, "total_ms");
        List<double> totals = [];
        while (csv.Read())
        {
            totals.Add(csv.Number(0));
        }

        return totals;
    }

    /// <returns>Null for a run that was not timed.</returns>
    /// <exception cref="PipelineException">The file is missing or damaged.</exception>
    public static MeasuredTimes? Read(FinishedRun run)
    {
        string path = Path.Combine(run.Path, RunFiles.Timings);
        string text = RunText.Read(path);
        var csv = new CsvReader(text, path, "image", "total_ms");
        int? launch = csv.Also("launch");
        SortedDictionary<int, Dictionary<string, List<double>>> launches = [];
        while (csv.Read())
        {
            int number = launch is { } column ? csv.Whole(column) : 0;
            if (!launches.TryGetValue(number, out var times))
            {
                launches[number] = times = new(StringComparer.Ordinal);
            }

            string image = csv.Text(0);
            if (!times.TryGetValue(image, out var own))
            {
                times[image] = own = [];
            }

            own.Add(csv.Number(1));
        }

        var environment = run.Record.TimedOn ?? run.Record.Environment;
        // Raw times to nine digits do not come out equal twice: the same text is the same measurement.
        return launches.Count == 0
            ? null
            : new MeasuredTimes(
                Hashing.OfText(text), run.Record.Latency?.Conditions.MeasuredIn ?? run.Record.Folder, $"{environment.Host}, {environment.Processor}, {environment.Cores} cores",
                [.. launches.Values.Select(times => times.ToDictionary(image => image.Key, image => Percentiles.Median(image.Value), StringComparer.Ordinal))]);
    }
}
