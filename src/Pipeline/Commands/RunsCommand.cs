using System.CommandLine;
using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline runs list|show|diff|rm</c>: what run folders tell.</summary>
internal static class RunsCommand
{
    public static Command Create(Terminal terminal) => new("runs", "Look at finished runs.")
    {
        List(terminal), Show(terminal), RunsDiff.Create(terminal), RunsRemoving.Create(terminal),
    };

    public static RunStore StoreOfWorkingFolder(Terminal terminal) => new(ProjectLayout.OfFolder(Environment.CurrentDirectory).Runs, terminal.Clock);

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", """
            List the finished runs of the project that the working folder belongs to.

            Example:
              pipeline runs list
            """);
        command.Does(terminal, (_, _) =>
        {
            var store = StoreOfWorkingFolder(terminal);
            var runs = store.List(out var damaged);
            foreach (string problem in damaged)
            {
                terminal.WriteError(problem);
            }

            if (runs.Count == 0)
            {
                terminal.WriteLine($"No runs in {store.Folder}; 'pipeline run configs/quickstart.yaml' makes some.");
                return;
            }

            terminal.Write(ResultTable.Of(runs, terminal.Width, run => run.Record.Folder));
        });
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var argument = new Argument<string>("RUN") { Description = "A run's folder, or the beginning of its name." };
        var command = new Command("show", """
            Show one run: what was run on what, score, times, findings and where the files are.

            Example:
              pipeline runs show quickstart-softmax
            """) { argument };
        command.Does(terminal, (parse, _) => Show(terminal, StoreOfWorkingFolder(terminal).Open(parse.GetRequiredValue(argument))));
        return command;
    }

    private static void Show(Terminal terminal, FinishedRun run)
    {
        var (record, quality) = (run.Record, run.Metrics.Quality);
        terminal.WriteLine($"{record.Name}, finished {record.Finished.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)} on {record.Environment.Host} ({record.Environment.Processor}, {record.Environment.Cores} cores)");
        terminal.WriteLine($"data      {record.Data.Path}: {record.Data.Images} images of {record.Data.Classes.Count} classes, {record.Data.Excluded} files left out; split {record.Data.SplitFile}");
        terminal.WriteLine($"model     {record.Backbone} + {record.HeadShape}, answers in the space '{run.Metrics.AnswerSpace}', graded by '{run.Metrics.Grading}'");
        terminal.Write(ResultTable.Of([run], terminal.Width, _ => record.Folder));
        terminal.WriteLine(
            $"metrics   top-3 {Format.Percent(quality.Top3)}, macro F1 {Format.Percent(quality.MacroF1)}, balanced accuracy {Format.Percent(quality.BalancedAccuracy)}, "
            + $"kappa {Format.Three(quality.CohenKappa)}, log-loss {Format.Three(quality.Calibration?.LogLoss)}, Brier {Format.Three(quality.Calibration?.Brier)}, "
            + $"ECE {Format.Three(quality.Calibration?.ExpectedCalibrationError)}");
        terminal.Write(ResultTable.PerClass(quality));
        foreach (var pair in quality.MostConfused)
        {
            terminal.WriteLine($"confused  {pair.Truth} was taken for {pair.Answer} {pair.Answers} {(pair.Answers == 1 ? "time" : "times")}");
        }

        foreach (var finding in record.Findings)
        {
            terminal.WriteLine($"{finding.Level.ToString().ToLowerInvariant(),-9} {finding.Message}");
        }

        if (record.Export is { } export)
        {
            terminal.WriteLine($"export    ML.NET's own image transforms lead to the same first label on {export.Agreeing} of {export.Images} held-out images");
        }

        terminal.WriteLine($"files     {run.Path}");
    }
}
