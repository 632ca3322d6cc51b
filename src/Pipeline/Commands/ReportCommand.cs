using System.CommandLine;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Reporting;
using Pipeline.Reporting.Pages;

namespace Pipeline.Commands;

/// <summary><c>pipeline report RUN...</c>: the file that people look at, made again from a run's other files.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Runs: folders, beginnings of names, patterns such as 'study-*' (in quotes), or a folder that holds runs.",
            Arity = ArgumentArity.OneOrMore,
        };
        var png = Png();
        var command = new Command("report", """
            Write report.html of finished runs again, from the other files of their folders. Every run has one from the start; this is for runs of an older
            version, and for folders whose images have come back.

            Examples:
              pipeline report quickstart-lbfgs
              pipeline report 'study-*'
              pipeline report quickstart-lbfgs --png figures
            """) { runs, png };
        command.Does(terminal, (parse, cancellation) =>
        {
            foreach (var run in Selected(terminal, parse.GetRequiredValue(runs)))
            {
                cancellation.ThrowIfCancellationRequested();
                new RunReport(ProjectLayout.OfRun(run.Path), terminal.Progress).Write(run, cancellation);
                terminal.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(run.Path, RunFiles.Report)));
                if (parse.GetValue(png) is { } folder)
                {
                    int charts = ChartFiles.Write(folder, run.Record.Folder, RunReport.Drawings(ReportedRun.Read(run)));
                    terminal.WriteLine($"{folder}: {charts} charts of {run.Record.Folder}, as SVG and PNG");
                }
            }
        });
        return command;
    }

    public static Option<string?> Png() => new("--png") { Description = "Write the charts into this folder too, as SVG and as PNG of 300 dots per inch.", HelpName = "DIR" };

    private static IReadOnlyList<FinishedRun> Selected(Terminal terminal, string[] names)
    {
        var runs = RunsCommand.StoreOfWorkingFolder(terminal).Select(names, out var damaged);
        foreach (string problem in damaged)
        {
            terminal.WriteError($"left out: {problem}");
        }

        return runs;
    }
}
