using System.CommandLine;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.VisionTraining;

namespace Pipeline.Commands;

/// <summary><c>pipeline predict RUN IMAGE...</c>: top labels of any images by the head that a run has kept.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder, or the beginning of its name." };
        var images = new Argument<string[]>("IMAGE") { Description = "Image files, folders (with all that is in them), or patterns such as 'photos/**/*.jpg'.", Arity = ArgumentArity.OneOrMore };
        var (top, format, output) = (Top(), Format(), Output());
        var (models, json) = (Verb.Models(), Verb.Json());
        var command = new Command("predict", """
            Classify images with the head that a finished run has kept. Each file has an answer or a reason why not, in order; the exit code is 1 when one has none.

            Examples:
              pipeline predict quickstart-softmax photo.jpg another.png --top 5
              pipeline predict quickstart-softmax photos --format csv --output answers.csv
            """) { run, images, top, format, output, models, json };
        command.Does(terminal, (parse, cancellation) =>
        {
            var files = ImageArguments.Expand(parse.GetRequiredValue(images));
            var opened = OpenedRun.Open(terminal, parse.GetRequiredValue(run), parse.GetValue(models));
            var shown = new PredictOutput(terminal, parse.GetValue(format), parse.GetValue(top), parse.GetValue(output), parse.GetValue(json) ? opened.Run.Path : null);
            var answers = opened.Config.Head is MlNetVisionHeadConfig
                ? ByAnotherProgram(opened, files, parse.GetValue(top), terminal.Clock, cancellation)
                : ByHead(opened, files, parse.GetValue(top), terminal.Clock, cancellation);
            return shown.Write(answers, files.Count) == 0 ? 0 : Verb.Failed;
        });
        return command;
    }

    private static IEnumerable<ImageAnswer> ByHead(OpenedRun opened, IReadOnlyList<string> files, int top, TimeProvider clock, CancellationToken cancellation)
    {
        using var predictor = Predictor(opened, files.Count, clock);
        foreach (var answer in new ImageAnswers(predictor, Math.Min(files.Count, Environment.ProcessorCount)).Of(files, top, cancellation))
        {
            yield return answer;
        }
    }

    private static IEnumerable<ImageAnswer> ByAnotherProgram(OpenedRun opened, IReadOnlyList<string> files, int top, TimeProvider clock, CancellationToken cancellation)
    {
        var answers = new VisionAnswers(opened.Workspace.Vision.Require(cancellation).Program, opened.Run.Path, cancellation);
        using var path = new VisionPath(answers, DecodePolicy.Of(opened.Config.Dataset), clock); // They go together.
        foreach (var answer in VisionImageAnswers.Of(answers, path, files, top, cancellation))
        {
            yield return answer;
        }
    }

    // Several images keep every core busy by themselves; one image has them all.
    private static Predictor Predictor(OpenedRun opened, int images, TimeProvider clock) => new(
        opened.Workspace.Backbones.Load(opened.Config.Backbone!), KeptHead.Read(opened.Run, opened.Config), DecodePolicy.Of(opened.Config.Dataset),
        images == 1 ? opened.Config.Timing.Threads : 1, clock);

    private static Option<int> Top()
    {
        var top = new Option<int>("--top") { Description = "How many labels to show.", DefaultValueFactory = _ => 3, HelpName = "K" };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--top takes a number from 1 to 1000");
            }
        });
        return top;
    }

    private static Option<AnswerFormat> Format() => new("--format") { Description = "How to write the answers: text, csv (a row per image) or jsonl (a JSON object per line).", HelpName = "FORMAT" };

    private static Option<string?> Output() => new("--output") { Description = "Write the answers of csv or jsonl to this file, which appears whole or not at all.", HelpName = "FILE" };
}
