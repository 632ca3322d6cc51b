using System.CommandLine;
using System.Globalization;
using Pipeline.Configuration;
using Pipeline.Datasets.Checking;
using Pipeline.Evaluation;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline data check DIR</c>: what is wrong with a dataset, before it costs a result.</summary>
internal static class DataCheckCommand
{
    /// <summary>The exit code when something at least as bad as asked for was found; 1 is for what keeps the check itself from working.</summary>
    public const int Found = 3;

    private const int Seed = 42;

    private enum OutputFormat
    {
        Text,
        Json,
    }

    private enum FailOn
    {
        Never,
        Note,
        Warning,
        Error,
    }

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "A folder with one folder of images per class." };
        var html = new Option<string?>("--html") { Description = "Also write contact sheets of what was found to this file.", HelpName = "FILE" };
        var format = new Option<OutputFormat>("--format") { Description = "text or json.", HelpName = "FORMAT" };
        var failOn = new Option<FailOn>("--fail-on") { Description = "End with exit code 3 from this level on: error, warning, note, never.", DefaultValueFactory = _ => FailOn.Error, HelpName = "LEVEL" };
        var noLabels = new Option<bool>("--no-labels") { Description = "Do not look for label errors, which takes a network." };
        var run = new Option<string?>("--run") { Description = "Look for label errors with the held-out answers of this run.", HelpName = "RUN" };
        var backbone = new Option<string>("--backbone") { Description = "The network that looks for label errors.", DefaultValueFactory = _ => "resnet-mini", HelpName = "NAME" };
        var threshold = new Option<string[]>("--threshold")
        {
            Description = $"From where on an image is reported, e.g. --threshold dark=0.2. May be repeated; there are {string.Join(", ", CheckThresholds.Names)}.",
            HelpName = "NAME=VALUE",
            AllowMultipleArgumentsPerToken = false,
        };
        var models = Verb.Models();
        var command = new Command("check", """
            Look for what harms a result: files that do not decode, copies and near-duplicates, odd pictures, likely label errors, classes that their source gives away.
            Nothing is changed.

            Examples:
              pipeline data check data/raw/drawings --html check.html
              pipeline data check photos --fail-on warning --format json
            """) { folder, html, format, failOn, noLabels, run, backbone, threshold, models };
        command.Validators.Add(result =>
        {
            if (result.GetValue(noLabels) && result.GetValue(run) is not null)
            {
                result.AddError("--no-labels and --run exclude each other: remove one");
            }
        });
        command.Does(terminal, (parse, cancellation) =>
        {
            string dataset = parse.GetRequiredValue(folder);
            // What programs read holds nothing else.
            IProgress<Progress> progress = parse.GetValue(format) == OutputFormat.Json ? new Progress<Progress>() : terminal.Progress;
            var check = ImageCheck.Of(dataset, Thresholds(parse.GetValue(threshold) ?? []), progress, cancellation);
            var workspace = new Workspace(ProjectLayout.OfFolder(Environment.CurrentDirectory), parse.GetValue(models), terminal.Clock, progress);
            var labels = parse.GetValue(noLabels) ? new LabelCheck([], "nobody (--no-labels)")
                : parse.GetValue(run) is { } name ? LabelCheck.ByRun(check, workspace.Runs.Open(name))
                : LabelCheck.ByNetwork(check, parse.GetRequiredValue(backbone), Seed, workspace, cancellation);
            var report = CheckReport.Of(dataset, check, SourceConfounding.Of(check.Images, Seed), labels.Findings, labels.Method);
            if (parse.GetValue(html) is { } file)
            {
                WholeFile.WriteText(file, CheckPage.Of(report, cancellation));
            }

            Tell(terminal, report, parse.GetValue(format));
            return IsBad(report.Worst, parse.GetValue(failOn)) ? Found : 0;
        });
        return command;
    }

    private static bool IsBad(CheckLevel? worst, FailOn from) => worst is { } level && from switch
    {
        FailOn.Never => false,
        FailOn.Note => true,
        FailOn.Warning => level >= CheckLevel.Warning,
        FailOn.Error => level >= CheckLevel.Error,
        _ => throw new ArgumentOutOfRangeException(nameof(from)),
    };

    private static CheckThresholds Thresholds(string[] settings) => settings.Aggregate(new CheckThresholds(), (thresholds, setting) =>
        setting.Split('=', 2) is [var name, var text] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? thresholds.With(name, value)
            : throw new PipelineException($"--threshold {setting}: expects a name, '=' and a number, as in dark=0.2"));

    private static void Tell(Terminal terminal, CheckReport report, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.WriteLine(report.ToJson());
            return;
        }

        terminal.Progress.Clear();
        foreach (string line in report.Lines())
        {
            Prose.Write(terminal.Output, line);
        }
    }
}
