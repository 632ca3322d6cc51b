using System.CommandLine;
using Pipeline.Artifacts;
using Pipeline.Launching;
using Pipeline.Reporting;
using Spectre.Console;

namespace Pipeline.Commands;

/// <summary><c>pipeline compare RUN...</c>: which configuration is better, and how sure that is.</summary>
internal static class CompareCommand
{
    private const int FileWidth = 200;

    private enum OutputFormat
    {
        Table,
        Md,
        Csv,
        Json,
    }

    public static Command Create(Terminal terminal)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Runs: folders, beginnings of names, patterns such as 'study-*' (in quotes), a sweep's folder, or a folder that holds runs.",
            Arity = ArgumentArity.OneOrMore,
        };
        var baseline = new Option<string?>("--baseline") { Description = "The run that every other is held against; the first one when absent.", HelpName = "RUN" };
        var allPairs = new Option<bool>("--all-pairs") { Description = "Hold every run against every other. The more comparisons, the harder each is to win." };
        var format = new Option<OutputFormat>("--format") { Description = "table, md, csv (a row per run; with --all-pairs a row per pair) or json.", HelpName = "FORMAT" };
        var output = new Option<string?>("--output") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Write it as one self-contained page too, with the images that only one of two runs got right.", HelpName = "FILE" };
        var png = ReportCommand.Png();
        var command = new Command("compare", """
            Compare finished runs: a leaderboard, and for each configuration whether it is better than the baseline, and how sure that is.

            Examples:
              pipeline compare 'quickstart-*' --baseline quickstart-lbfgs
              pipeline compare 'study-*' --all-pairs --format md --output comparison.md
              pipeline compare 'study-*' --html comparison.html
            """) { runs, baseline, allPairs, format, output, html, png };
        command.Validators.Add(result =>
        {
            if (result.GetValue(allPairs) && result.GetValue(baseline) is not null)
            {
                result.AddError("--baseline and --all-pairs exclude each other: remove one");
            }
        });
        command.Does(terminal, (parse, cancellation) =>
        {
            var selected = Select(terminal, parse.GetRequiredValue(runs), parse.GetValue(baseline), out var reference);
            var report = ComparisonReport.Of(selected, parse.GetValue(allPairs) ? null : reference, terminal.Progress, cancellation);
            Write(terminal, report, parse.GetValue(format), parse.GetValue(output));
            WritePictures(terminal, report, parse.GetValue(html), parse.GetValue(png), cancellation);
        });
        return command;
    }

    private static IReadOnlyList<FinishedRun> Select(Terminal terminal, string[] names, string? baseline, out FinishedRun reference)
    {
        var store = RunsCommand.StoreOfWorkingFolder(terminal);
        var runs = store.Select([.. names.SelectMany(SweepFolder.RunsOf)], out var damaged);
        foreach (string problem in damaged)
        {
            terminal.WriteError($"left out: {problem}");
        }

        var named = baseline is null ? null : Baseline(store, runs, baseline);
        if (named is not null && !runs.Any(run => run.Path == named.Path))
        {
            runs = [named, .. runs];
        }

        if (runs.Count < 2)
        {
            throw new PipelineException($"a comparison needs two runs, and there {(runs.Count == 1 ? $"is one, {runs[0].Record.Folder}" : "is none")}; name more, or a pattern such as 'quickstart-*'");
        }

        reference = named ?? runs[0];
        return runs;
    }

    // Among the runs compared an experiment's name is enough, though it begins the names of others.
    private static FinishedRun Baseline(RunStore store, IReadOnlyList<FinishedRun> runs, string name) =>
        runs.Where(run => run.Record.Name == name).ToArray() is [var one] ? one : store.Open(name);

    private static void Write(Terminal terminal, ComparisonReport report, OutputFormat format, string? file)
    {
        if (format == OutputFormat.Table && file is null)
        {
            terminal.Progress.Clear();
            ComparisonText.Write(terminal.Output, report);
            return;
        }

        string text = format switch
        {
            OutputFormat.Table => Plain(report),
            OutputFormat.Md => ComparisonMarkdown.Of(report),
            OutputFormat.Csv => ComparisonCsv.Of(report),
            OutputFormat.Json => ComparisonJson.Of(report),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
        if (file is null)
        {
            terminal.WriteLine(text.TrimEnd('\n'));
        }
        else
        {
            WholeFile.WriteText(file, text);
            terminal.WriteLine($"{file}: {report.Leaderboard.Count} runs, {report.Pairs.Count} {(report.Pairs.Count == 1 ? "comparison" : "comparisons")}");
        }
    }

    private static void WritePictures(Terminal terminal, ComparisonReport report, string? page, string? charts, CancellationToken cancellation)
    {
        if (page is not null)
        {
            WholeFile.Write(page, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                new ComparisonHtml(terminal.Progress).Write(writer, report, run => RelativeReport(page, run), cancellation);
            });
            terminal.WriteLine($"{page}: {report.Leaderboard.Count} runs side by side, with images");
        }

        if (charts is not null)
        {
            int written = ChartFiles.Write(charts, "comparison", ComparisonHtml.Drawings(report));
            terminal.WriteLine($"{charts}: {written} {(written == 1 ? "chart" : "charts")}, as SVG and PNG");
        }
    }

    // From the page's folder, as an address: a name may hold what means something there.
    private static string? RelativeReport(string page, FinishedRun run)
    {
        string report = Path.Combine(run.Path, RunFiles.Report), folder = Path.GetDirectoryName(Path.GetFullPath(page))!;
        return File.Exists(report) ? string.Join('/', Path.GetRelativePath(folder, report).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)) : null;
    }

    private static string Plain(ComparisonReport report)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = FileWidth;
        ComparisonText.Write(console, report);
        return text.ToString();
    }
}
