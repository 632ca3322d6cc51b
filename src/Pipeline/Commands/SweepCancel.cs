using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline sweep cancel DIR</c>: stops a sweep, wherever it runs; what is finished stays.</summary>
internal static class SweepCancel
{
    private const int Terminate = 15;

    public static Command Create(Terminal terminal)
    {
        var folder = SweepCommand.Folder();
        var command = new Command("cancel", """
            Stop a sweep: end its jobs on the cluster, or its launcher on this machine. What is finished stays; 'pipeline sweep resume' goes on.

            Example:
              pipeline sweep cancel artifacts/sweeps/head-1a2b3c4d
            """) { folder };
        command.Does(terminal, (parse, cancellation) => Cancel(terminal, SweepFolder.Open(parse.GetRequiredValue(folder)), cancellation));
        return command;
    }

    private static void Cancel(Terminal terminal, SweepFolder folder, CancellationToken cancellation)
    {
        int ended = 0;
        if (LauncherProcess.Of(folder) is { } launcher)
        {
            _ = NativeMethods.Kill(launcher.Process, Terminate);
            terminal.WriteLine($"process {launcher.Process} was asked to stop; it leaves nothing half-written");
            ended++;
        }

        var records = new SlurmRecords(folder);
        if (records.Exist)
        {
            var client = SlurmClient.OfProcess();
            string[] jobs =
            [
                .. SlurmBoard.Read(folder, records, client, cancellation).Jobs.Where(job => job.IsActive)
                    .Select(job => job.Submission.Job!.Value.ToString(CultureInfo.InvariantCulture)).Reverse(),
            ];
            client.Cancel(jobs, cancellation);
            ended += jobs.Length;
            if (jobs.Length > 0)
            {
                terminal.WriteLine($"{Prose.Count(jobs.Length, "job")} cancelled: {string.Join(", ", jobs)}");
            }
        }

        if (ended == 0)
        {
            terminal.WriteLine($"nothing of {folder.Name} is queued or running, as far as can be seen from here");
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int process, int signal);
    }
}
