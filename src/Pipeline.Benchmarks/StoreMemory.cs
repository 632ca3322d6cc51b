using System.Diagnostics;
using Pipeline.Features;

namespace Pipeline.Benchmarks;

/// <summary>Peak memory of extraction and of a pass over all stored features: a process of its own for each number of images.</summary>
internal static class StoreMemory
{
    private const string Child = "--here";

    public static void Run(IReadOnlyList<int> counts)
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_BENCHMARK_CHILD") == Child)
        {
            Measure(counts[0]);
            return;
        }

        foreach (int count in counts.Count == 0 ? [500, 5000, 50_000] : counts)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { ArgumentList = { "memory", $"{count}" } };
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            {
                start.ArgumentList.Insert(0, typeof(StoreMemory).Assembly.Location);
            }

            start.Environment["PIPELINE_BENCHMARK_CHILD"] = Child;
            using var process = Process.Start(start)!;
            process.WaitForExit();
        }
    }

    private static void Measure(int count)
    {
        using var scratch = new Scratch();
        var pictures = new BenchPictures(scratch.Path, 190, 128, 16, count);
        var backbone = BenchNetwork.Mini.Load();
        var store = new FeatureStore(Path.Combine(scratch.Path, "store"), TimeProvider.System);
        var extractor = new FeatureExtractor(backbone, pictures.Folder, Extraction.Decoding);
        double before = PeakMegabytes();
        double extractMs = Meter.Ms(() => store.GetOrExtract(extractor, pictures.Images, new Silent(), CancellationToken.None).Dispose());
        double extracted = PeakMegabytes();
        double readMs = 0, sum = 0;
        double openMs = Meter.Ms(() =>
        {
            using var features = store.GetOrExtract(extractor, pictures.Images, new Silent(), CancellationToken.None);
            readMs = Meter.Ms(() => sum = Enumerable.Range(0, count).Sum(row => (double)features.Table.Features(row)[0]));
        });
        Console.WriteLine(string.Create(Numbers.Culture,
            $"{count} images: peak {before:F0} MB with the files listed, {extracted:F0} MB after extraction ({extractMs / 1000:F1} s), {PeakMegabytes():F0} MB after reading all features again"
            + $" (opening and checking {openMs - readMs:F0} ms, {1000 * readMs / count:F2} us per row)"));
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    private sealed class Silent : IProgress<Progress>
    {
        public void Report(Progress value)
        {
        }
    }
}
