using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads;

namespace Pipeline.Benchmarks;

/// <summary>Fitting heads, on made-up features as a ReLU leaves them: sparse and not negative.</summary>
internal sealed class HeadFits
{
    private const int Classes = 10;
    private readonly FeatureTable _table;
    private readonly int[] _labels;
    private readonly LabelSet _names = new(Enumerable.Range(0, Classes).Select(k => $"class {k}"));

    /// <param name="images">N.</param>
    /// <param name="dimension">D.</param>
    public HeadFits(int images, int dimension)
    {
        var random = new Random(0);
        float[] features = new float[images * dimension];
        _labels = [.. Enumerable.Range(0, images).Select(i => i % Classes)];
        for (int i = 0; i < features.Length; i++)
        {
            int label = _labels[i / dimension];
            float mean = (((i % dimension) * 31) + (label * 17)) % 7 == 0 ? 1 : 0;
            features[i] = (float)Math.Max(0, mean + random.NextDouble() - 0.6);
        }

        _table = new FeatureTable(features, dimension, [], 0);
    }

    /// <summary>The softmax head under each of its optimizers.</summary>
    public static IReadOnlyList<HeadConfig> TenHeads { get; } =
    [
        .. new OptimizerConfig[]
        {
            new SgdOptimizerConfig(), new MomentumOptimizerConfig(), new NesterovOptimizerConfig(), new AdagradOptimizerConfig(), new AdadeltaOptimizerConfig(),
            new RmsPropOptimizerConfig(), new AdamOptimizerConfig(), new AdamWOptimizerConfig(), new NadamOptimizerConfig(), new LbfgsOptimizerConfig(),
        }.Select(optimizer => new SoftmaxHeadConfig(optimizer)),
    ];

    public TrainedHead Fit(HeadConfig head, int folds = 1, int fold = 0)
    {
        int[] rows = [.. Enumerable.Range(0, _labels.Length).Where(i => folds == 1 || i / Classes % folds != fold)];
        var training = new TrainingFeatures(_table, rows, [.. rows.Select(row => _labels[row])], _names);
        return HeadTrainer.For(head, _ => throw new NotSupportedException("zero-shot is not fitted")).Fit(training, null, seed: 0, CancellationToken.None);
    }

    public static void Quick(TimeSpan budget)
    {
        var few = new HeadFits(40, 2048);
        List<double> clock = [], cpu = [];
        Meter.Rounds(budget / 4, counts =>
        {
            var start = Moment.Now();
            double ms = Meter.Ms(() => few.Fit(new SoftmaxHeadConfig()));
            double processor = start.Until(Moment.Now(), 1).Cpu;
            if (counts)
            {
                clock.Add(ms);
                cpu.Add(processor);
            }
        });
        Console.WriteLine($"softmax head, adam, 100 epochs, batch 32, 40 x 2048, one core: {Numbers.Spread(clock, "F1")} ms by the clock, {Numbers.Spread(cpu, "F1")} ms of processor time");

        var photos = new HeadFits(567, 2048);
        double ours = Meter.Ms(() => FiveFolds(TenHeads));
        double theirs = Meter.Ms(() => FiveFolds([new LbfgsHeadConfig()]));
        Console.WriteLine(string.Create(
            Numbers.Culture, $"567 x 2048, five folds, every core: ten softmax heads {ours / 1000:F2} s, ML.NET's LbfgsMaximumEntropy alone {theirs / 1000:F2} s, ratio {ours / theirs:F2}"));

        void FiveFolds(IReadOnlyList<HeadConfig> heads)
        {
            foreach (var head in heads)
            {
                Parallel.For(0, 5, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, fold => photos.Fit(head, 5, fold));
            }
        }
    }
}
