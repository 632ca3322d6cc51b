using System.CommandLine;
using System.Net;
using System.Text.Json;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Serving;

namespace Pipeline.Commands;

/// <summary><c>pipeline serve</c>: finished runs behind a web page and a REST API.</summary>
internal static class ServeCommand
{
    private const int Shown = 12;

    public static Command Create(Terminal terminal)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Runs: folders, beginnings of names, patterns such as 'study-*'. The five best finished runs of the project when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var options = new ServeOptions();
        var command = new Command("serve", """
            Serve finished runs to people (a web page) and programs (a REST API): upload an image, get ranked labels.

            Examples:
              pipeline serve
              pipeline serve quickstart-lbfgs 'study-*' --title "Animals" --port 8080
              pipeline serve --backbone resnet50-v1-12
            """) { runs };
        options.AddTo(command);
        command.Does(terminal, (parse, cancellation) => parse.GetValue(options.FromStandardInput)
            ? ServeFromStandardInput(terminal, options.Setup(parse), cancellation)
            : Serve(terminal, parse.GetValue(runs) ?? [], options.Read(parse), options.Setup(parse), cancellation));
        return command;
    }

    private static int Serve(Terminal terminal, string[] names, ServeRequest request, ServingSetup setup, CancellationToken cancellation)
    {
        var layout = new ProjectLayout(setup.Root);
        var store = new RunStore(layout.Runs, terminal.Clock);
        var named = names.Length == 0 ? null : store.Select(names, out _);
        using var loading = new ModelLoading(request.Models, request.Threads, setup.Limits);
        var selection = new ModelSelection(loading, layout, terminal.WriteError);
        var models = named is null && request.Backbones.Count == 0 ? selection.BestOf(store.List(out _)) : selection.Named(named ?? [], request.Backbones);
        var text = new ServingText(request.Title ?? "Image classification", request.Description ?? Describe(models));
        var content = new ServedContent(models, new ServedRuns(named, store), ExampleImages.In(request.Examples ?? Path.Combine(layout.Root, "data", "raw", "drawings"), models.All), text);
        if (!IPAddress.IsLoopback(setup.Address))
        {
            terminal.WriteError($"warning: {setup.Address} can be reached from other machines, and whoever reaches it may upload images and read these runs; there is no password and no encryption");
        }

        foreach (var model in models.All)
        {
            terminal.WriteLine($"{(models.Defaults.Contains(model) ? "*" : " ")} {model.Id}");
        }

        terminal.Farewell = "stopped; requests under way were answered first";
        ServeAsync(terminal, content, setup, "Ctrl+C ends it. Models with a * answer when a request names none.", cancellation).GetAwaiter().GetResult();
        return 0;
    }

    private static string Describe(ServedModels models) =>
        models.Defaults[0].Run is { } run
            ? $"Tells {run.Record.Data.Classes.Count} classes apart: {string.Join(", ", run.Record.Data.Classes.Take(Shown))}{(run.Record.Data.Classes.Count > Shown ? " ..." : "")}."
            : $"The {models.Defaults[0].Head.Space.Answers.Count} classes of ImageNet, by {models.Defaults[0].Network.Backbone.Card.Name}.";

    /// <summary>For another pipeline process: one model, as long as that process wants it.</summary>
    private static int ServeFromStandardInput(Terminal terminal, ServingSetup setup, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workspace = new Workspace(new ProjectLayout(setup.Root), null, terminal.Clock, terminal.Progress);
        var model = JsonSerializer.Deserialize(StandardInput.Order() ?? "null", ServingJson.Default.PortableModel);
        using var models = (model ?? throw new PipelineException($"{ServerProcess.FromStandardInput} is for the program itself; name runs instead")).Open(workspace.Backbones);
        var content = new ServedContent(models, new ServedRuns([], workspace.Runs), ExampleImages.In(null, []), new ServingText("", ""));
        StandardInput.WhenClosed(end, CollectWhenAsked);
        ServeAsync(terminal, content, setup with { FlagFolder = null }, null, end.Token).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task ServeAsync(Terminal terminal, ServedContent content, ServingSetup setup, string? hint, CancellationToken cancellation)
    {
        await using var server = await PipelineServer.StartAsync(content, setup, terminal.Clock, terminal.WriteError, cancellation).ConfigureAwait(false);
        terminal.WriteLine(server.Url);
        if (hint is not null)
        {
            terminal.WriteLine(hint);
        }

        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void CollectWhenAsked(string line)
    {
        if (line != ServerProcess.Collect)
        {
            return;
        }

        // Twice: what a finalizer lets go is only collected afterwards.
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }
}
