using System.Diagnostics;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Imaging;

namespace Pipeline.Benchmarks;

/// <summary>The first prediction of a fresh process, <c>pipeline predict</c> on one photo: how long it takes, and where the time goes.</summary>
internal static class FirstPrediction
{
    public static void Run(int times)
    {
        using var scratch = new Scratch();
        var photo = new BenchPictures(scratch.Path, 640, 480, 1, 1).Paths[0];
        string project = Project(scratch.Path);
        string models = BenchNetwork.ResNet50 is null ? Path.Combine(AppContext.BaseDirectory, "models") : Path.Combine(Environment.GetEnvironmentVariable("PIPELINE_ASSETS")!, "weights");
        Start(project, Product, "run", Path.Combine(project, "configs", "first.yaml"), "--models", models);
        List<double> wall = [];
        for (int i = 0; i <= times; i++)
        {
            Start(project, typeof(FirstPrediction).Assembly.Location, "first-stages", Card(), models, photo);
            double ms = Start(project, Product, "predict", "first", photo, "--models", models);
            if (i > 0)
            {
                wall.Add(ms);
            }
        }

        Console.WriteLine($"pipeline predict, whole process: {Numbers.Spread(wall, "F0")} ms");
    }

    /// <summary>The stages of a prediction in this fresh process, in order, in milliseconds by the clock and of processor time.</summary>
    public static void Stages(string card, string models, string photo)
    {
        Backbone backbone = null!;
        BackboneSession session = null!;
        byte[] file = [];
        using var process = Process.GetCurrentProcess();
        Console.Write(string.Create(Numbers.Culture, $"runtime - / {Moment.Now().Cpu.TotalMilliseconds:F0}"));
        Stage("card and checked weights", () => backbone = new BackboneLoader(ModelFolders.FromEnvironment(models), new ProjectLayout(Checkout.Root)).Load(
            card == "resnet-mini" ? new BackboneConfig(card) : new BackboneConfig(Card: card)));
        Stage("session", () => session = backbone.Open(threads: 0));
        Stage("reading the photo", () => file = File.ReadAllBytes(photo));
        Stage("decoding", () => EvalTransform.Apply(file, backbone.Transform, Extraction.Decoding.Limits, false, session.Pixels));
        Stage("inference", session.Run);
        Stage("inference again", session.Run);
        session.Dispose();
        Console.WriteLine(string.Create(Numbers.Culture, $"; peak {process.PeakWorkingSet64 / 1e6:F0} MB"));
    }

    private static void Stage(string name, Action work)
    {
        var start = Moment.Now();
        work();
        var end = Moment.Now();
        double ms = Stopwatch.GetElapsedTime(start.Ticks, end.Ticks).TotalMilliseconds;
        Console.Write(string.Create(Numbers.Culture, $"; {name} {ms:F0} / {(end.Cpu - start.Cpu).TotalMilliseconds:F0}"));
    }

    private static string Product => Path.Combine(AppContext.BaseDirectory, "pipeline.dll");

    private static string Card() => BenchNetwork.ResNet50 is null ? "resnet-mini" : BenchNetwork.ResNet50Card;

    private static string Project(string folder)
    {
        string configs = Directory.CreateDirectory(Path.Combine(folder, "project", "configs")).FullName;
        string backbone = BenchNetwork.ResNet50 is null ? "resnet-mini" : $$"""{ card: "{{BenchNetwork.ResNet50Card}}" }""";
        File.WriteAllText(Path.Combine(configs, "first.yaml"), $$"""
            name: first
            dataset: { path: "{{Path.Combine(Checkout.Root, "data", "raw", "drawings")}}" }
            backbone: {{backbone}}
            split: { kind: k_fold, folds: 2 }
            head: softmax
            timing: { repeats: 0 }
            """);
        return Path.GetDirectoryName(configs)!;
    }

    private static double Start(string folder, params string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = arguments[0] == Product })!;
        if (process.StartInfo.RedirectStandardOutput)
        {
            process.StandardOutput.ReadToEnd();
        }

        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return process.ExitCode == 0 ? wall : throw new PipelineException($"pipeline {string.Join(' ', arguments[1..])} failed");
    }
}
