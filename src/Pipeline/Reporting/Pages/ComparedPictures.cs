using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Imaging;

namespace Pipeline.Reporting.Pages;

/// <summary>The answers of a run in a comparison, by image.</summary>
/// <param name="name">Its name in the comparison.</param>
/// <param name="run">The run.</param>
internal sealed class ComparedPictures(string name, FinishedRun run)
{
    private readonly IReadOnlyList<ReportedAnswer> _answers = ReportedRun.Answered(run);

    public string Name => name;

    /// <summary>What of a damaged image is shown.</summary>
    public DecodePolicy Policy => DecodePolicy.Of(Config.Dataset);

    private ExperimentConfig Config => field ??= RecordReader.Read<ExperimentConfig>(Path.Combine(run.Path, RunFiles.Config));

    private ILookup<string, SavedAnswer> ByImage => field ??= _answers.ToLookup(answer => answer.Saved.Image, answer => answer.Saved, StringComparer.Ordinal);

    private ILookup<string, SavedAnswer> ByContent => field ??= _answers.ToLookup(answer => answer.Saved.Sha256, answer => answer.Saved, StringComparer.Ordinal);

    private string Root => field ??= ProjectLayout.OfRun(run.Path).Resolve(Config.Dataset.Path);

    /// <summary>The first repeat's answer for an image that the run calls so.</summary>
    public SavedAnswer Named(string image) => ByImage[image].First();

    /// <summary>The first repeat's answer for an image with these bytes, whatever it is called; the one of that name where copies have them too.</summary>
    public SavedAnswer? Of(SavedAnswer other) => ByContent[other.Sha256].OrderBy(answer => answer.Image != other.Image).FirstOrDefault();

    public PageImage Image(SavedAnswer answer) => new(Path.Combine(Root, answer.Image), answer.Sha256);

    /// <summary>Scores as people read them.</summary>
    public string Score(double score) => KeptAnswers.AreProbabilities(run) ? Format.Percent(score) : Format.Three(score);
}
