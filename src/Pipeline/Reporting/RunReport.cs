using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Imaging;
using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Pages;
using Pipeline.Reporting.Thumbnails;

namespace Pipeline.Reporting;

/// <summary>A run's <c>report.html</c>: what the folder's files say, and thumbnails of its images.</summary>
/// <param name="layout">The project: where images lie, and where thumbnails are kept.</param>
/// <param name="progress">Hears of the thumbnails.</param>
internal sealed class RunReport(ProjectLayout layout, IProgress<Progress> progress)
{
    private readonly ThumbnailCache _thumbnails = new(layout.Thumbnails);

    /// <summary>Writes the report into the run's folder, whole or not at all. A <see cref="RunView"/>.</summary>
    /// <exception cref="PipelineException">A file of the run is missing or damaged, or the report cannot be written.</exception>
    public void Write(FinishedRun run, CancellationToken cancellation) => Write(run, Path.Combine(run.Path, RunFiles.Report), cancellation);

    /// <inheritdoc cref="Write(FinishedRun, CancellationToken)"/>
    /// <param name="path">The file to write.</param>
    public void Write(FinishedRun run, string path, CancellationToken cancellation)
    {
        var page = Page(ReportedRun.Read(run), cancellation);
        WholeFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            page.Write(writer);
        });
    }

    /// <summary>The drawings of the report, to be used elsewhere.</summary>
    public static IEnumerable<Chart> Drawings(ReportedRun run)
    {
        yield return ScoreChart.Of(run.Quality);
        if (run.Quality.Calibration is { } calibration)
        {
            yield return ReliabilityChart.Of(calibration);
        }

        foreach (var chart in LearningSection.Charts(run).Concat(TimesSection.Charts(run)))
        {
            yield return chart;
        }
    }

    private HtmlPage Page(ReportedRun run, CancellationToken cancellation)
    {
        string root = layout.Resolve(run.Config.Dataset.Path);
        var looked = GallerySection.Worst(run).Concat(GallerySection.MostDoubtful(run)).Concat(AnswersSection.Shown(run).OrderBy(answer => answer.Saved.Points));
        var pictures = PicturePool.Of(
            looked.Select(answer => new PageImage(Path.Combine(root, answer.Saved.Image), answer.Saved.Sha256)), _thumbnails, DecodePolicy.Of(run.Config.Dataset), progress, cancellation);
        var card = new AnswerCard(run, pictures);
        return new HtmlPage(
            run.Record.Name,
            html =>
            {
                html.Element("p", run.Record.Description);
                html.Element("p", $"{run.Record.Backbone} + {run.Record.HeadShape} on {run.Record.Data.Path}: {Format.Count(run.Record.Data.Images)} images of {Format.Count(run.Record.Data.Classes.Count)} classes. Run {run.Record.Folder}.", ("class", "note"));
            },
            [
                new("summary", "Result", html => SummarySection.Write(html, run)),
                new("findings", "Findings", html => SummarySection.Findings(html, run)),
                new("setup", "What was run", html => RunSetup.What(html, run)),
                new("confusion-matrix", "Confusion", html => ConfusionSection.Write(html, run)),
                new("classes", "Classes", html => ClassesSection.Write(html, run)),
                new("gallery", "Gallery", html => GallerySection.Write(html, run, card)),
                new("confidence", "Confidence", html => ConfidenceSection.Write(html, run)),
                new("learning", "Learning", html => LearningSection.Write(html, run)),
                new("times", "Times", html => TimesSection.Write(html, run)),
                new("ledger", "Files and split", html => LedgerSection.Write(html, run)),
                new("repeat", "Repeat it", html => RunSetup.Repeat(html, run)),
                new("environment", "Environment", html => RunSetup.Environment(html, run)),
                new("answers", "All answers", html => AnswersSection.Write(html, run, card)),
            ],
            pictures);
    }
}
