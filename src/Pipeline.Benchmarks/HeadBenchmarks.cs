using BenchmarkDotNet.Attributes;
using Pipeline.Configuration;

namespace Pipeline.Benchmarks;

/// <summary>Fitting heads on one core.</summary>
[MemoryDiagnoser]
public class HeadBenchmarks
{
    private readonly HeadFits _few = new(40, 2048);
    private readonly HeadFits _photos = new(567, 2048);

    [Benchmark]
    public object AdamOn40() => _few.Fit(new SoftmaxHeadConfig());

    [Benchmark]
    public object MlNetLbfgsOn40() => _few.Fit(new LbfgsHeadConfig());

    [Benchmark]
    public void TenSoftmaxHeadsFiveFoldsOn567()
    {
        foreach (var head in HeadFits.TenHeads)
        {
            FiveFolds(head);
        }
    }

    [Benchmark(Baseline = true)]
    public void MlNetLbfgsFiveFoldsOn567() => FiveFolds(new LbfgsHeadConfig());

    private void FiveFolds(HeadConfig head)
    {
        for (int fold = 0; fold < 5; fold++)
        {
            _photos.Fit(head, 5, fold);
        }
    }
}
