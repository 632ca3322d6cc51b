using Pipeline.Artifacts;
using Pipeline.Imaging;

namespace Pipeline.Benchmarks;

/// <summary>
/// The promised ratios. Contestants take turns in short rounds, so that whatever else the machine does meets all of them; a ratio is formed within
/// each round, and the median of the rounds is what counts.
/// </summary>
internal static class QuickMode
{
    public static void Run(int seconds)
    {
        var environment = RunEnvironment.Capture();
        Console.WriteLine($"{environment.Processor}, {environment.Cores} cores, {environment.System}, {environment.Runtime}; load {Load()} at the start");
        if (!environment.Optimised)
        {
            Console.WriteLine("NOT OPTIMISED: repeat with -c Release");
        }

        using var scratch = new Scratch();
        BenchPictures[] sizes = [new(scratch.Path, 190, 128, 16, 96), new(scratch.Path, 640, 480, 16, 96), new(scratch.Path, 4000, 3000, 4, 12)];
        var networks = BenchNetwork.All.ToList();
        var share = TimeSpan.FromSeconds(seconds * 0.9 / ((networks.Count * 5.5) + 1));
        foreach (var network in networks)
        {
            using var models = new BenchModel(network, scratch.Path);
            Bound(models, sizes[1], 1.5 * share);
            Sessions(models, share);
            foreach (var size in sizes)
            {
                Stock(models, size, share);
            }
        }

        HeadFits.Quick(share);
        Console.WriteLine($"load {Load()} at the end");
    }

    private static void Bound(BenchModel network, BenchPictures pictures, TimeSpan budget)
    {
        using var bare = new PerCore<BareSession>(() => new BareSession(network.Backbone, network.Model));
        byte[][] files = [.. pictures.Paths.Take(16).Select(File.ReadAllBytes)];
        float[][] tensors = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new float[network.Backbone.Transform.TensorLength])];
        List<double> wall = [], cpu = [], session = [], decode = [], extraction = [];
        int count = Math.Min(pictures.Images.Count, network.PerRound * 4);
        Meter.Rounds(budget, counts =>
        {
            var inference = Meter.OnEveryCore(network.PerRound, (core, _) => bare[core].Run());
            var decoding = Meter.OnEveryCore(32, (core, i) => EvalTransform.Apply(files[i % files.Length], network.Backbone.Transform, Extraction.Decoding.Limits, false, tensors[core]));
            var all = Extraction.Measure(network.Backbone, pictures, count);
            inference = Mean(inference, Meter.OnEveryCore(network.PerRound, (core, _) => bare[core].Run()));
            if (counts)
            {
                var bound = inference + decoding;
                wall.Add(all.Wall / bound.Wall);
                cpu.Add(all.Cpu / bound.Cpu);
                session.Add(inference.Cpu);
                decode.Add(decoding.Cpu);
                extraction.Add(all.Cpu);
            }
        });
        Console.WriteLine($"{network.Name}, {pictures.Name}: core-ms of processor time: session {Numbers.Spread(session, "F2")}, decoding {Numbers.Spread(decode, "F2")}, extraction {Numbers.Spread(extraction, "F2")}");
        Console.WriteLine($"{network.Name}, {pictures.Name}: extraction / bound {Numbers.Spread(wall)} by the clock, {Numbers.Spread(cpu)} by processor time");
    }

    private static CoreMs Mean(CoreMs a, CoreMs b) => new((a.Wall + b.Wall) / 2, (a.Cpu + b.Cpu) / 2);

    private static void Sessions(BenchModel network, TimeSpan budget)
    {
        using var bare = new BareSession(network.Backbone, network.Model);
        using var session = network.Backbone.Open(threads: 1);
        using var transformer = new TransformerSession(network.Backbone, network.TappedFile);
        List<double> bareMs = [], sessionOverBare = [], transformerOverBare = [];
        int runs = Math.Max(2, network.PerRound / 4);
        Meter.Rounds(budget, counts =>
        {
            double[] ms = [Alone(bare.Run), Alone(session.Run), Alone(transformer.Run)];
            if (counts)
            {
                bareMs.Add(ms[0]);
                sessionOverBare.Add(ms[1] / ms[0]);
                transformerOverBare.Add(ms[2] / ms[0]);
            }
        });
        Console.WriteLine(
            $"{network.Name}: bare session {Numbers.Spread(bareMs, "F2")} ms; over it BackboneSession {Numbers.Spread(sessionOverBare)}, OnnxTransformer with PredictionEngine {Numbers.Spread(transformerOverBare)}");

        double Alone(Action run)
        {
            var start = Moment.Now();
            for (int i = 0; i < runs; i++)
            {
                run();
            }

            return start.Until(Moment.Now(), runs).Cpu;
        }
    }

    private static void Stock(BenchModel network, BenchPictures pictures, TimeSpan budget)
    {
        var stock = new StockChain(network.Backbone, network.TappedFile);
        List<double> wall = [], cpu = [];
        int count = Math.Min(pictures.Images.Count, network.PerRound * 2);
        Meter.Rounds(budget, counts =>
        {
            var theirs = stock.Run(pictures.Paths[..Math.Min(count, pictures.Images.Count)]);
            var ours = Extraction.Measure(network.Backbone, pictures, count);
            if (counts)
            {
                wall.Add(theirs.Wall / ours.Wall);
                cpu.Add(theirs.Cpu / ours.Cpu);
            }
        });
        Console.WriteLine($"{network.Name}, {pictures.Name}: stock ML.NET chain / extraction {Numbers.Spread(wall, "F2")} by the clock, {Numbers.Spread(cpu, "F2")} by processor time");
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
