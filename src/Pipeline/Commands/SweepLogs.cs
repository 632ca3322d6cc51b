using System.CommandLine;
using System.Globalization;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;

namespace Pipeline.Commands;

/// <summary><c>pipeline sweep logs DIR [TASK...]</c>: what tasks wrote.</summary>
internal static class SweepLogs
{
    private const int Lines = 20;

    public static Command Create(Terminal terminal)
    {
        var folder = SweepCommand.Folder();
        var tasks = new Argument<string[]>("TASK") { Description = "Tasks by number or name; without any, those that failed or left no result.", Arity = ArgumentArity.ZeroOrMore };
        var lines = new Option<int>("--lines") { Description = "Last lines of each file.", HelpName = "N", DefaultValueFactory = _ => Lines };
        var command = new Command("logs", """
            Show the last lines of what tasks wrote: their own log, and the output of their process with what the cluster said.

            Examples:
              pipeline sweep logs artifacts/sweeps/head-1a2b3c4d
              pipeline sweep logs artifacts/sweeps/head-1a2b3c4d 7 --lines 100
            """) { folder, tasks, lines };
        command.Does(terminal, (parse, cancellation) =>
        {
            var sweep = SweepFolder.Open(parse.GetRequiredValue(folder));
            string[] named = parse.GetValue(tasks) ?? [];
            var chosen = named.Length > 0 ? [.. named.Select(name => Find(sweep, name))] : Troubled(sweep, cancellation);
            foreach (string file in chosen.SelectMany(task => new[] { sweep.LogOf(task.Index), SweepView.OutputOf(sweep, task.Index) }).Concat(named.Length > 0 ? [] : Jobs(sweep)))
            {
                Write(terminal, file, Math.Max(1, parse.GetValue(lines)));
            }

            if (chosen.Count == 0)
            {
                terminal.WriteLine("no task has failed or is missing; name one to see its log");
            }
        });
        return command;
    }

    private static SweepTask Find(SweepFolder sweep, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? sweep.Task(index)
            : sweep.Plan.Tasks.FirstOrDefault(task => task.Name == name) ?? throw new PipelineException($"{sweep.Name} has no task '{name}'; its plan.json lists them");

    private static List<SweepTask> Troubled(SweepFolder sweep, CancellationToken cancellation)
    {
        var view = SweepView.Of(sweep, SlurmClient.OfProcess(), cancellation);
        return
        [
            .. view.Files.Failed.Select(failure => sweep.Task(failure.Index))
                .Concat(view.Cluster?.Open.Where(task => task.Place is TaskPlace.Ended or TaskPlace.Forgotten).Select(task => task.Task) ?? []).OrderBy(task => task.Index),
        ];
    }

    private static IEnumerable<string> Jobs(SweepFolder sweep) =>
        new SlurmRecords(sweep) is { Exist: true } records ? Directory.EnumerateFiles(records.Path, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];

    private static void Write(Terminal terminal, string file, int count)
    {
        if (TextTail.Of(file, count) is { Count: > 0 } lines)
        {
            terminal.WriteLine($"== {Path.GetRelativePath(Environment.CurrentDirectory, file)}");
            foreach (string line in lines)
            {
                terminal.WriteLine(line);
            }
        }
    }
}
