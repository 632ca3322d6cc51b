using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pipeline.Configuration;
using Pipeline.Serving;

namespace Pipeline.Commands;

/// <summary><c>pipeline time-launch</c>: one of the starts of the program that <c>timing.launches</c> asks for. For the program itself.</summary>
internal static class TimeLaunchCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command(LaunchProcess.Verb, "Time what standard input says, in this start of the program. For the program itself.") { Hidden = true };

        // Ctrl+C reaches this process too; whoever started it decides.
        command.Does(terminal, (_, _) => Measure(terminal));
        return command;
    }

    private static void Measure(Terminal terminal)
    {
        using var end = new CancellationTokenSource();
        var launch = JsonSerializer.Deserialize(StandardInput.Order() ?? "null", ServingJson.Default.PortableLaunch)
            ?? throw new PipelineException($"{LaunchProcess.Verb} is for the program itself; 'timing.launches' of a config asks for it");
        StandardInput.WhenClosed(end);
        var workspace = new Workspace(ProjectLayout.OfFolder(Environment.CurrentDirectory), null, terminal.Clock, Progress.Unheard);
        var measured = workspace.Turns.Measure(launch.Open(workspace.Backbones), new Lines(terminal), end.Token);
        terminal.WriteLine(LaunchProcess.Text(measured));
    }

    private sealed class Lines(Terminal terminal) : IProgress<Progress>
    {
        public void Report(Progress value) => terminal.WriteLine(value.Done.ToString(CultureInfo.InvariantCulture));
    }
}
