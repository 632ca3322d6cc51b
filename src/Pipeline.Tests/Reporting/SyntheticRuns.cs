using Microsoft.Extensions.Time.Testing;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Evaluation;
using Pipeline.Evaluation.Grading;
using Pipeline.Heads;
using Pipeline.Reporting.Html;
using Pipeline.Tests.Evaluation;
using Pipeline.Timing;

namespace Pipeline.Tests.Reporting;

/// <summary>What a run of the tests is made of. Five images of each of ten labels, in five folds.</summary>
internal sealed record SyntheticRun(string Name)
{
    /// <summary>Images whose first answer is wrong and whose second is right.</summary>
    public int[] Wrong { get; init; } = [];

    /// <summary>Images whose first three answers are wrong.</summary>
    public int[] Lost { get; init; } = [];

    public HeadConfig Head { get; init; } = new SoftmaxHeadConfig();

    public GradingConfig Grading { get; init; } = new Top3GradingConfig();

    public int Repeats { get; init; } = 1;

    /// <summary>Which drawing of the folds.</summary>
    public int Split { get; init; }

    /// <summary>Median of the first image; null for a run that was not timed.</summary>
    public double? Ms { get; init; } = 20;

    /// <summary>Starts of the program, each a percent slower than the one before.</summary>
    public int Launches { get; init; } = 1;

    public string Host { get; init; } = "lab";

    /// <summary>The answers' space; one of a hundred classes instead of the labels.</summary>
    public bool InImagenet { get; init; }

    public Finding[] Findings { get; init; } = [];

    public AnswerSpace Space => InImagenet ? Answers.Open : Answers.Labels(10);
}

/// <summary>Run folders written by the product's own code from answers that a test decides on.</summary>
internal sealed class SyntheticRuns : IDisposable
{
    private const int Images = 50;
    private readonly TemporaryFolder _folder = new();

    public SyntheticRuns() => Store = new RunStore(_folder["runs"], new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

    public RunStore Store { get; }

    public string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();

    /// <summary>A text without what changes whenever a config gets a new key: the config itself, its hash, and the identity and the folder's name that follow from it.</summary>
    public static string Frozen(string text, params IEnumerable<FinishedRun> runs) => runs.Aggregate(text, (now, run) => now
        .Replace(run.Record.Identity, "(identity)", StringComparison.Ordinal)
        .Replace(run.Metrics.Identity.Config, "(hash of the config)", StringComparison.Ordinal)
        .Replace(run.Record.Identity[..8], "00000000", StringComparison.Ordinal)
        .Replace(Encoded(File.ReadAllText(Path.Combine(run.Path, RunFiles.Config))), "(config)", StringComparison.Ordinal));

    public FinishedRun Add(SyntheticRun run)
    {
        var config = new ExperimentConfig(
            run.Name, new DatasetConfig("data/photos"), run.Head, Split: new KFoldSplitConfig(Repeats: run.Repeats), Grading: run.Grading, Seed: 7 + run.Split);
        var rule = GradingRule.For(run.Grading);
        var graded = GradedAnswer.Of(AnswersOf(run), run.Space, rule);
        var images = Enumerable.Range(0, Images).Select(i => new LabeledImage($"label{i / 5}/photo {i:00}.jpg", i / 5, Hashing.OfText($"photo {i}"))).ToArray();
        var quality = Evaluator.Score(graded, run.Space, rule, config.Seed);
        var rows = TimesOf(run);
        var labels = new LabelSet(run.Space.Truths.Names);
        string resolved = ConfigWriter.Write(config);
        var identity = new RunIdentity(Hashing.OfText(resolved), Hashing.OfText("ledger"), Hashing.OfText($"split {run.Split}"), Hashing.OfText("weights"), null, "1.0.0");
        using var directory = Store.Create(run.Name, identity, again: true);
        directory.WriteText(RunFiles.Config, resolved);
        directory.WriteText(RunFiles.Predictions, RunTables.Predictions(graded, images, labels));
        directory.WriteText(RunFiles.Ledger, LedgerOf(images, labels).ToCsv());
        directory.WriteText(RunFiles.Curves, CurvesOf(run));
        directory.WriteText(RunFiles.Timings, RunTables.Timings(rows));
        var latency = rows.Length == 0 ? null : LatencyReport.Of(new LatencyConditions("net + head", directory.Name, new TimingConfig(Launches: run.Launches), Images), [.. rows.GroupBy(row => row.Launch).Select(launch => new MeasuredLaunch(100 + launch.Key, 30 + launch.Key, [.. launch]))]);
        return directory.Complete(
            new RunRecord(
                run.Name, directory.Name, identity.Digest(), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), null,
                new DataRecord("data/photos", Images, labels.Names, 0, "data/splits/photos.json"), "net", KindAttribute.Of(run.Head), "linear 8x10",
                new TrainingReport(1200, run.Head is ZeroShotHeadConfig ? null : 34.5, [34.5], 0), latency, run.Findings,
                new RunEnvironment("1.0.0", null, run.Host, "Linux", "a processor", 2, ".NET", true, []), new ModelSize(12_000_000, run.Head is ZeroShotHeadConfig ? 0 : 10_000)),
            new MetricsRecord(run.Name, identity, run.Space.Name, KindAttribute.Of(run.Grading), null, quality));
    }

    private static string Encoded(string text)
    {
        var html = new StringWriter();
        new HtmlWriter(html).Text(text);
        return html.ToString();
    }

    private static HeldOutAnswer[] AnswersOf(SyntheticRun run) =>
    [
        .. from repeat in Enumerable.Range(0, run.Repeats)
           from image in Enumerable.Range(0, Images)
           let truth = image / 5
           let right = run.InImagenet ? run.Space.Accepted[truth][0] : truth
           let others = Enumerable.Range(1, 3).Select(step => (right + (step * (run.InImagenet ? 3 : 1))) % run.Space.Answers.Count).ToArray()
           let order = run.Lost.Contains(image) ? [.. others, right] : run.Wrong.Contains(image) ? [others[0], right, others[1]] : new[] { right, others[0], others[1] }
           select Answers.Ranking(run.Space, image, truth, order, repeat) with { Fold = (image + repeat + run.Split) % 5 },
    ];

    private static ImageLedger LedgerOf(LabeledImage[] images, LabelSet labels) => new(
    [
        .. images.Select(image => new LedgerEntry(image.Path, labels[image.Label], image.ContentHash, 1000, null, LedgerState.Test, Assignment: "r0: test 0")),
        new LedgerEntry("label0/notes.txt", "label0", "", 12, null, LedgerState.Excluded, "not an image: unknown bytes"),
        new LedgerEntry("label0/.DS_Store", "", "", null, null, LedgerState.Ignored, "hidden"),
    ]);

    // Two folds that learn alike; a head without epochs has none.
    private static string CurvesOf(SyntheticRun run) =>
        "repeat,fold,epoch,learning_rate,training_loss,training_accuracy,validation_loss,validation_accuracy\n" + string.Concat(
            run.Head is not SoftmaxHeadConfig
                ? []
                : from fold in Enumerable.Range(0, 2) from epoch in Enumerable.Range(1, 4) select FormattableString.Invariant($"0,{fold},{epoch},0.001,{2.0 / (epoch + fold)},{epoch / 4.0},,\n"));

    // Images differ from one another, and repeats of one image a little.
    private static LatencyRow[] TimesOf(SyntheticRun run) =>
        run.Ms is not { } ms
            ? []
            :
            [
                .. from launch in Enumerable.Range(0, run.Launches)
                   from repeat in Enumerable.Range(0, 3)
                   from image in Enumerable.Range(0, Images)
                   let slower = ms * (1 + (0.01 * launch))
                   select new LatencyRow(
                       $"label{image / 5}/photo {image:00}.jpg", repeat, new PredictionParts(slower * 0.1, slower * 0.1, slower * (0.8 + (0.01 * (image % 10)) + (0.001 * repeat)), 0), launch),
            ];
}
