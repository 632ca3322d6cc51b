using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Imaging;
using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Html;
using Pipeline.Reporting.Pages;
using Pipeline.Reporting.Thumbnails;

namespace Pipeline.Reporting;

/// <summary>A comparison as one self-contained page.</summary>
/// <param name="progress">Hears of the thumbnails.</param>
internal sealed class ComparisonHtml(IProgress<Progress> progress)
{
    /// <summary>Pictures of more pairs would make a file that nobody opens.</summary>
    private const int PairsWithImages = 12;

    /// <param name="output">Where to.</param>
    /// <param name="report">The comparison.</param>
    /// <param name="link">Address of a run's own report as seen from the page; null for none.</param>
    /// <param name="cancellation">Stops between two thumbnails.</param>
    /// <exception cref="PipelineException">A file of a run is missing or damaged.</exception>
    public void Write(TextWriter output, ComparisonReport report, Func<FinishedRun, string?> link, CancellationToken cancellation)
    {
        ReportedPair[] paired = [.. report.Pairs.Where(pair => pair.Quality.Paired is not null)];
        var duels = Duels(report, paired);
        var pictures = PicturePool.Of(
            duels.SelectMany(duel => duel.Images), new ThumbnailCache(ProjectLayout.OfRun(report.Leaderboard[0].Run.Path).Thumbnails),
            duels.Count > 0 ? duels[0].Subject.Policy : new DecodePolicy(new DecodeLimits(), AllowTruncated: false), progress, cancellation);
        new HtmlPage(
            $"Comparison of {Format.Count(report.Leaderboard.Count)} runs",
            html => Lead(html, report),
            [
                new("leaderboard", "Leaderboard", html => LeaderboardSection.Write(html, report, link)),
                new("notes", "What to bear in mind", html => Notes(html, report)),
                new("verdicts", "Verdicts", html => VerdictSection.Write(html, report)),
                new("images", "Only one was right", html => DuelSection.Write(html, duels, paired.Length, pictures)),
                new("per-class", "Classes", html => ClassDifferences.Write(html, report)),
                new("repeat", "Repeat it", html => Repeat(html, report)),
            ],
            pictures).Write(output);
    }

    /// <summary>The drawings of the page, to be used elsewhere.</summary>
    public static IEnumerable<Chart> Drawings(ComparisonReport report) => new[] { ScoreTimeChart.Of(report.Leaderboard), DifferenceChart.Of(report) }.OfType<Chart>();

    private static List<Duel> Duels(ComparisonReport report, IReadOnlyList<ReportedPair> paired)
    {
        var runs = report.Leaderboard.ToDictionary(row => row.Name, row => row.Run, StringComparer.Ordinal);
        Dictionary<string, ComparedPictures> read = new(StringComparer.Ordinal);
        return
        [
            .. paired.Take(PairsWithImages).Select(pair => new Duel(
                Read(pair.Quality.Subject), Read(pair.Quality.Reference), pair.Quality.Paired!.Agreement.OnlySubject, pair.Quality.Paired.Agreement.OnlyReference)),
        ];

        ComparedPictures Read(string name) => read.TryGetValue(name, out var known) ? known : read[name] = new ComparedPictures(name, runs[name]);
    }

    private static void Lead(HtmlWriter html, ComparisonReport report)
    {
        var data = report.Leaderboard[0].Run.Record.Data;
        html.Element("p", report.Baseline is { } baseline ? $"Every run against the baseline {baseline}." : "Every run against every other.");
        html.Element("p", $"{data.Path}: {Format.Count(data.Images)} images of {Format.Count(data.Classes.Count)} classes (of the first run).", ("class", "note"));
    }

    private static void Notes(HtmlWriter html, ComparisonReport report)
    {
        using (html.Open("ul", ("class", "findings")))
        {
            foreach (string note in report.Notes)
            {
                html.Element("li", note);
            }
        }
    }

    private static void Repeat(HtmlWriter html, ComparisonReport report)
    {
        string against = report.Baseline is { } baseline ? $"--baseline {ShellWord.Of(report.Leaderboard.First(row => row.Name == baseline).Run.Record.Folder)}" : "--all-pairs";
        string runs = string.Join(' ', report.Leaderboard.Select(row => ShellWord.Of(row.Run.Record.Folder)));
        html.Element("p", "From the project's root:");
        html.Element("pre", $"pipeline compare {runs} {against} --html comparison.html", ("tabindex", 0), ("role", "region"), ("aria-label", "Command that repeats the comparison"));
    }
}
