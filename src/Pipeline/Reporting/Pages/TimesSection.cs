using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Html;
using Pipeline.Timing;

namespace Pipeline.Reporting.Pages;

/// <summary>How long a prediction takes, how that is spread, and where it goes.</summary>
internal static class TimesSection
{
    public static void Write(HtmlWriter html, ReportedRun run)
    {
        if (run.Record.Latency is not { } latency)
        {
            html.Element("p", $"Not timed. {WhyNot(run)}");
        }
        else
        {
            html.Element("p", Conditions(latency, run));
            using (html.Open("div", ("class", "figures")))
            {
                foreach (var chart in Charts(run))
                {
                    chart.WriteFigure(html);
                }
            }

            Parts(html, run, latency);
            Launches(html, latency);
        }

        Training(html, run);
    }

    public static string WhyNot(ReportedRun run) => run.Config.Timing.Repeats == 0
        ? "The config asks for no repeats (timing.repeats is 0)."
        : "Not measured yet: a sweep measures it after all of its scores.";

    public static IEnumerable<Chart> Charts(ReportedRun run)
    {
        if (run.Record.Latency is { } latency && run.TimesMs.Count > 0)
        {
            yield return TimingHistogram.Of(run.TimesMs, latency.Total);
            yield return PartsChart.Of([.. PartsOf(latency).Select(part => (part.Name, part.Figures.MedianMs))]);
        }
    }

    private static (string Name, LatencyFigures Figures)[] PartsOf(LatencyReport latency) =>
    [
        ("decode", latency.Decode), ("transform", latency.Transform), ("network", latency.Backbone), ("head", latency.Head),
        .. latency.Transport is { } transport ? [("transport", transport)] : Array.Empty<(string, LatencyFigures)>(),
    ];

    private static string Conditions(LatencyReport latency, ReportedRun run)
    {
        var timing = latency.Conditions.Timing;
        var machine = run.Record.TimedOn ?? run.Record.Environment;
        string shared = latency.Conditions.MeasuredIn == run.Record.Folder ? "" : $" It was measured once for every run of this network and shape of head, in {latency.Conditions.MeasuredIn}.";
        string way = run.Record.Vision is not null ? "asked of the program that trained" : latency.Transport is null ? "called within the program" : "uploaded through a socket to a server in a process of its own on the same machine";
        return $"From image file to top 3, {way}, one image after the other: {Starts(latency)}{Format.Count(latency.Conditions.Images)} images, each {Format.Count(timing.Repeats)} {(timing.Repeats == 1 ? "time" : "times")}, "
            + $"after {Format.Count(timing.WarmUp)} predictions of warm-up; {SummarySection.Threads(run, latency)}; {machine.Processor} on {machine.Host}. "
            + $"Loading the network took {Format.Milliseconds(latency.LoadMs)}, the first prediction {Format.Milliseconds(latency.FirstMs)}{(latency.Launches is null ? "" : " (medians)")}.{shared}";
    }

    private static string Starts(LatencyReport latency) => latency.Launches is { } launches ? $"in each of {Format.Count(launches.Count)} starts of the program, " : "";

    private static void Launches(HtmlWriter html, LatencyReport latency)
    {
        if (latency.Launches is { } launches)
        {
            HtmlTable.Write(
                html, "Each start of the program, in a process of its own; more images would not show what differs here",
                [new("start"), new("loading the network", true), new("first prediction", true), new("median from file to top 3", true)],
                launches.Select((launch, i) => (IReadOnlyList<HtmlCell>)[Format.Count(i + 1), Ms(launch.LoadMs), Ms(launch.FirstMs), Ms(launch.MedianMs)]));
        }
    }

    private static void Parts(HtmlWriter html, ReportedRun run, LatencyReport latency) => HtmlTable.Write(
        html, $"Parts of a prediction ({Format.Count(run.TimesMs.Count)} timed predictions); medians of parts do not add up to the median of the whole",
        [new("part"), new("median", true), new("95 % within", true), new("99 % within", true)],
        PartsOf(latency).Append(("file to top 3", latency.Total)).Select(part => (IReadOnlyList<HtmlCell>)[part.Item1, Ms(part.Item2.MedianMs), Ms(part.Item2.P95Ms), Ms(part.Item2.P99Ms)]));

    private static void Training(HtmlWriter html, ReportedRun run)
    {
        var training = run.Record.Training;
        html.Element("h3", "Training");
        html.Element("p", training.FitMs is { } fit
            ? $"Features of {Format.Count(run.Record.Data.Images)} images from cold, every core at work: {Format.Milliseconds(training.FeaturesMs)}{Kept(run)}. "
                + $"One fit of the head on all images: {Format.Milliseconds(fit)}, the median of {string.Join(", ", training.RefitsMs.Select(Format.Milliseconds))}."
            : training.RefitsMs.Count == 0 ? "Not measured yet: a sweep measures it after all of its scores." : "None: the head learns nothing.");
    }

    private static string Kept(ReportedRun run) => (run.Record.Data.Images - run.Record.Training.Extracted) switch
    {
        <= 0 => "",
        var kept => $" ({Format.Count(kept)} of them came from the feature store, with the times of the run that extracted them)",
    };

    private static HtmlCell Ms(double milliseconds) => new(Format.Milliseconds(milliseconds), milliseconds);
}
