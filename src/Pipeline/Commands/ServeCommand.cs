using System.CommandLine;
using System.Text.Json;
using Pipeline.Serving;

namespace Pipeline.Commands;

/// <summary><c>pipeline serve</c>: finished runs behind a web page and a REST API.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var port = new Option<int>("--port") { Description = "The port to listen on; 0 takes any that is free.", DefaultValueFactory = _ => 8080, HelpName = "PORT" };
        var fromInput = new Option<bool>(ServerProcess.FromStandardInput) { Hidden = true };
        var models = Verb.Models();
        var command = new Command("serve", """
            Serve finished runs: upload images on a web page or by HTTP, and get ranked labels.

            Example:
              pipeline serve quickstart-lbfgs --port 8080
            """) { port, models, fromInput };
        command.Hidden = true; // until it serves runs
        command.Does(terminal, (parse, cancellation) => Serve(terminal, ServingSetup.Loopback with { Port = parse.GetValue(port) }, parse.GetValue(models), cancellation));
        return command;
    }

    private static int Serve(Terminal terminal, ServingSetup setup, string? folder, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workspace = new Workspace(Configuration.ProjectLayout.OfFolder(Environment.CurrentDirectory), folder, terminal.Clock, terminal.Progress);
        using var models = JsonSerializer.Deserialize(Console.In.ReadLine() ?? "null", ServingJson.Default.PortableModel)!.Open(workspace.Backbones);
        EndWithStandardInput(end);
        RunAsync(terminal, models, setup, end.Token).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(Terminal terminal, ServedModels models, ServingSetup setup, CancellationToken cancellation)
    {
        await using var server = await PipelineServer.StartAsync(models, setup, terminal.Clock, terminal.WriteError, cancellation).ConfigureAwait(false);
        terminal.WriteLine(server.Url);
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void EndWithStandardInput(CancellationTokenSource end)
    {
        var watch = new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
            }

            end.Cancel();
        });
        (watch.IsBackground, watch.Name) = (true, "end of input");
        watch.Start();
    }
}
