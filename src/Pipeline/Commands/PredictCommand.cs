using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Reporting;
using Spectre.Console;

namespace Pipeline.Commands;

/// <summary><c>pipeline predict RUN IMAGE...</c>: top labels of any image by the head that a run has kept.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder, or the beginning of its name." };
        var images = new Argument<string[]>("IMAGE") { Description = "One or more image files.", Arity = ArgumentArity.OneOrMore };
        var top = new Option<int>("--top") { Description = "How many labels to show.", DefaultValueFactory = _ => 3, HelpName = "K" };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--top takes a number from 1 to 1000");
            }
        });
        var (models, json) = (Verb.Models(), Verb.Json());
        var command = new Command("predict", """
            Classify images with the head that a finished run has kept.

            Example:
              pipeline predict quickstart-softmax photo.jpg another.png --top 5
            """) { run, images, top, models, json };
        command.Does(terminal, (parse, cancellation) => Predict(
            terminal, parse.GetRequiredValue(run), parse.GetRequiredValue(images), parse.GetValue(top), parse.GetValue(models), parse.GetValue(json), cancellation));
        return command;
    }

    private static int Predict(Terminal terminal, string name, string[] images, int top, string? models, bool json, CancellationToken cancellation)
    {
        var finished = RunsCommand.StoreOfWorkingFolder(terminal).Open(name);
        var config = RecordReader.Read<ExperimentConfig>(Path.Combine(finished.Path, RunFiles.Config));
        var layout = ProjectLayout.OfFolder(finished.Path);
        var workspace = new Workspace(layout, models, terminal.Clock, terminal.Progress);
        using var predictor = new Predictor(
            workspace.Backbones.Load(config.Backbone), KeptHead.Read(finished, config), DecodePolicy.Of(config.Dataset), config.Timing.Threads, terminal.Clock);

        var answers = new JsonArray();
        int failed = 0;
        foreach (string image in images)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var (labels, parts) = predictor.Predict(() => ReadImage(image), top);
                Show(terminal, image, labels, parts);
                answers.Add(ToJson(image, labels, parts));
            }
            catch (PipelineException problem)
            {
                terminal.WriteError($"{image}: {problem.Message}");
                failed++;
            }
        }

        if (json)
        {
            terminal.WriteLine(new JsonObject { ["run"] = finished.Path, ["answers"] = answers }.ToJsonString());
        }

        return failed == 0 ? 0 : Verb.Failed;
    }

    private static byte[] ReadImage(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"cannot be read: {problem.Message}", problem);
        }
    }

    private static void Show(Terminal terminal, string image, IReadOnlyList<RankedLabel> labels, PredictionParts parts)
    {
        terminal.WriteLine($"{image}  ({Format.Milliseconds(parts.TotalMs)})");
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "label", "probability");
        foreach (var label in labels)
        {
            table.AddRow(" ", Markup.Escape(label.Label), Format.Percent(label.Score));
        }

        terminal.Write(table);
    }

    private static JsonObject ToJson(string image, IReadOnlyList<RankedLabel> labels, PredictionParts parts) => new()
    {
        ["image"] = image,
        ["labels"] = new JsonArray([.. labels.Select(label => new JsonObject { ["label"] = label.Label, ["score"] = label.Score })]),
        ["total_ms"] = parts.TotalMs,
    };
}
