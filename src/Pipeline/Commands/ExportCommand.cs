using System.CommandLine;
using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Reporting;
using Pipeline.Timing;
using Pipeline.VisionTraining;

namespace Pipeline.Commands;

/// <summary><c>pipeline export RUN</c>: a run's model as files that other programs load.</summary>
internal static class ExportCommand
{
    private const string Onnx = "model.onnx", Zip = "model.zip";

    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder, or the beginning of its name." };
        var onnx = new Option<string?>("--onnx") { Description = "Write the ONNX model to this file.", HelpName = "FILE" };
        var zip = new Option<string?>("--zip") { Description = "Write the ML.NET model to this file.", HelpName = "FILE" };
        var images = new Option<int>("--check-images") { Description = "Images of the run on which the files are compared with the pipeline; 0 compares none.", DefaultValueFactory = _ => 50, HelpName = "N" };
        var models = Verb.Models();
        var command = new Command("export", """
            Write the head that a run has kept, joined to its network: model.onnx (normalised tensor to probabilities) and model.zip (ML.NET's own transforms, from an
            image's path to a label). Without --onnx and --zip both go into the run's folder. What was written is compared with the pipeline.

            Examples:
              pipeline export quickstart-softmax
              pipeline export quickstart-softmax --onnx animals.onnx
            """) { run, onnx, zip, images, models };
        command.Does(terminal, (parse, cancellation) =>
        {
            var opened = OpenedRun.Open(terminal, parse.GetRequiredValue(run), parse.GetValue(models));
            bool neither = parse.GetValue(onnx) is null && parse.GetValue(zip) is null;
            string? Target(string? given, string name) => given ?? (neither ? Path.Combine(opened.Run.Path, name) : null);
            return Export(terminal, opened, Target(parse.GetValue(onnx), Onnx), Target(parse.GetValue(zip), Zip), parse.GetValue(images), cancellation);
        });
        return command;
    }

    private static int Export(Terminal terminal, OpenedRun opened, string? onnx, string? zip, int images, CancellationToken cancellation)
    {
        var (run, config, workspace) = opened;
        if (config.Head is MlNetVisionHeadConfig)
        {
            return ExportVision(terminal, run, onnx, zip);
        }

        var head = KeptHead.Read(run, config);
        if (!OnnxHead.CanExpress(head))
        {
            throw new PipelineException($"the head of {run.Record.Folder} ({head.Shape}) is no linear map, so it has no exported form; 'pipeline predict' uses it as it is");
        }

        var backbone = workspace.Backbones.Load(config.Backbone!);
        if (onnx is not null)
        {
            WholeFile.Write(onnx, stream => new OnnxModel(backbone).Write(head, stream));
            Wrote(terminal, onnx);
        }

        if (zip is not null)
        {
            StockModel.Write(backbone, head, zip, workspace.Layout.Cache);
            Wrote(terminal, zip);
        }

        return images == 0 ? 0 : Check(terminal, opened, new ExportedFiles(onnx, zip), head, images, cancellation);
    }

    /// <summary>The trainer has stored its model itself, as a zip, and nobody here can write it in another form.</summary>
    private static int ExportVision(Terminal terminal, FinishedRun run, string? onnx, string? zip)
    {
        string kept = Path.Combine(run.Path, RunFiles.Model);
        if (onnx is not null && Path.GetFullPath(onnx) != Path.Combine(run.Path, Onnx))
        {
            throw new PipelineException($"the model of {run.Record.Folder} is a TensorFlow graph inside of ML.NET's zip, so it has no ONNX form; --zip FILE copies that");
        }

        KeptVisionModel.Read(run.Path);
        if (zip is not null && Path.GetFullPath(zip) != kept)
        {
            WholeFile.Write(zip, stream =>
            {
                using var source = File.OpenRead(kept);
                source.CopyTo(stream);
            });
        }

        Wrote(terminal, zip ?? kept);
        terminal.WriteLine($"as {run.Record.Vision?.Trainer} has stored it: programs need its packages to load it; the input is an encoded image that is upright and in sRGB already");
        return 0;
    }

    private static int Check(Terminal terminal, OpenedRun opened, ExportedFiles files, IHead head, int count, CancellationToken cancellation)
    {
        var (_, config, workspace) = opened;
        string root = workspace.Layout.Resolve(config.Dataset.Path);
        if (!Directory.Exists(root))
        {
            terminal.WriteLine($"not compared with the pipeline: {root} is not here");
            return 0;
        }

        var decoding = DecodePolicy.Of(config.Dataset);
        var scan = ImageFolder.Scan(
            root, config.Dataset, config.Seed, new VerdictCache(ImageInspection.Inspector(decoding.Limits), workspace.Layout.Verdicts), terminal.Progress, cancellation);
        var subject = new HeadSubject(workspace.Backbones.Load(config.Backbone!), head, LatencyBenchmark.Spread(scan.Images, count), scan.Root, decoding);
        var report = ExportedFilesCheck.Run(files, subject, terminal.Progress, cancellation);
        if (report.LargestDifference is { } difference)
        {
            terminal.WriteLine($"{Onnx}: scores differ from the pipeline's by at most {difference.ToString("G2", CultureInfo.InvariantCulture)} on {report.Images} images");
        }

        if (report.Zip is { } agreement)
        {
            terminal.WriteLine($"{Zip}: the same first label as the pipeline on {agreement.Agreeing} of {agreement.Images} images ({Format.Percent(agreement.Share)})");
        }

        return Judge(terminal, report);
    }

    private static int Judge(Terminal terminal, ExportedFilesReport report)
    {
        if (report.Zip is { Share: < ExportAgreement.Enough })
        {
            terminal.WriteError($"warning: ML.NET decodes and resizes otherwise than the pipeline, and here it matters: prefer {Onnx}, or expect other scores of {Zip}");
        }

        if (report.LargestDifference > ExportedFilesReport.Tolerance)
        {
            terminal.WriteError($"{Onnx} does not give the pipeline's scores (more than {ExportedFilesReport.Tolerance.ToString(CultureInfo.InvariantCulture)} apart): do not use it");
            return Verb.Failed;
        }

        return 0;
    }

    private static void Wrote(Terminal terminal, string file) => terminal.WriteLine($"{file}  ({Format.Bytes(new FileInfo(file).Length)})");
}
