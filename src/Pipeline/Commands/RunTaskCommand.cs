using System.CommandLine;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;

namespace Pipeline.Commands;

/// <summary><c>pipeline run-task --sweep DIR --index I</c>: one task of a sweep; the entry point that every launcher shares.</summary>
internal static class RunTaskCommand
{
    public static Command Create(Terminal terminal, StopSignals stop)
    {
        var sweep = new Option<string>("--sweep") { Description = "The sweep's folder.", HelpName = "DIR", Required = true };
        var index = new Option<int>("--index") { Description = "The task's number in plan.json.", HelpName = "I", Required = true };
        var retry = new Option<bool>("--retry-failed") { Description = "Try again where it failed before." };
        var models = Verb.Models();
        var command = new Command("run-task", """
            Do one task of a sweep: its fits, its scores and the time of a fit. For launchers; 'pipeline run' does a whole sweep.
            A task that is done is not done again, and two processes may be at the same one.

            Example:
              pipeline run-task --sweep artifacts/sweeps/head-1a2b3c4d --index 7
            """) { sweep, index, retry, models };
        command.Does(terminal, (parse, cancellation) =>
        {
            var folder = SweepFolder.Open(parse.GetRequiredValue(sweep));
            var task = folder.Task(parse.GetValue(index));
            var workspace = new Workspace(folder.Layout, parse.GetValue(models), terminal.Clock, terminal.Progress);
            var result = Run(new SingleTask(folder, workspace.Recipe, terminal.Clock), task, parse.GetValue(retry), stop, cancellation);
            if (result.State == TaskState.Done)
            {
                terminal.WriteLine($"{result.Name}: done, {result.Run}");
                return 0;
            }

            terminal.WriteError($"{result.Name}: {result.Message}");
            return Verb.Failed;
        });
        return command;
    }

    /// <summary>A job of a cluster that began too often is given up: that is how the task ended.</summary>
    private static TaskResult Run(SingleTask single, SweepTask task, bool retryFailed, StopSignals stop, CancellationToken cancellation)
    {
        var job = SlurmJob.Of(Environment.GetEnvironmentVariable);
        if (job is { IsBeyond: true })
        {
            return single.GiveUp(task, job.GivenUp);
        }

        try
        {
            return single.Run(task, retryFailed, cancellation);
        }
        catch (OperationCanceledException) when (stop.Noticed && job is { MayRequeue: false })
        {
            return single.GiveUp(task, job.GivenUp);
        }
    }
}
