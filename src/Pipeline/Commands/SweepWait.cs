using System.CommandLine;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;

namespace Pipeline.Commands;

/// <summary><c>pipeline sweep wait DIR</c>: until nothing of a sweep is queued or running.</summary>
internal static class SweepWait
{
    private static readonly TimeSpan FirstGlance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestGlance = TimeSpan.FromSeconds(15);

    public static Command Create(Terminal terminal)
    {
        var folder = SweepCommand.Folder();
        var command = new Command("wait", """
            Wait until nothing of a sweep is queued or running. Ends with 0 when every task is done, with 1 otherwise. Stopping to wait stops nothing else.

            Example:
              pipeline sweep wait artifacts/sweeps/head-1a2b3c4d
            """) { folder };
        command.Does(terminal, (parse, cancellation) => Wait(terminal, SweepFolder.Open(parse.GetRequiredValue(folder)), cancellation));
        return command;
    }

    /// <returns>The exit code.</returns>
    public static int Wait(Terminal terminal, SweepFolder folder, CancellationToken cancellation)
    {
        var client = SlurmClient.OfProcess();
        var view = SweepView.Of(folder, client, cancellation);
        string? told = null;
        for (var glance = FirstGlance; view.IsActive; glance = Longer(glance))
        {
            if (view.Line != told)
            {
                terminal.WriteLine(view.Line);
                told = view.Line;
            }

            Task.Delay(glance, terminal.Clock, cancellation).GetAwaiter().GetResult();
            view = SweepView.Of(folder, client, cancellation);
        }

        view.Write(terminal);
        return view.IsComplete ? 0 : Verb.Failed;
    }

    private static TimeSpan Longer(TimeSpan glance) => glance * 1.5 < LongestGlance ? glance * 1.5 : LongestGlance;
}
