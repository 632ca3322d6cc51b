namespace Pipeline.Vision.Protocol;

/// <summary>What a trainer reports, gathered epoch by epoch, in the order in which epochs are first heard of and counted from 1.</summary>
internal sealed class TrainingCurve
{
    private readonly List<(int Key, EpochFigures Figures)> _epochs = [];

    public IReadOnlyList<EpochFigures> Epochs => [.. _epochs.Select(epoch => epoch.Figures)];

    public int Count => _epochs.Count;

    public void Add(EpochDone done)
    {
        if (_epochs.Count == 0 || _epochs[^1].Key != done.Epoch)
        {
            _epochs.Add((done.Epoch, new EpochFigures(_epochs.Count + 1, Number(done.LearningRate), null, null, null, null)));
        }

        var (key, figures) = _epochs[^1];
        _epochs[^1] = (key, done.Part == ImagePart.Training
            ? figures with { TrainingLoss = Number(done.Loss), TrainingAccuracy = Number(done.Accuracy) }
            : figures with { ValidationLoss = Number(done.Loss), ValidationAccuracy = Number(done.Accuracy) });
    }

    // A loss of nothing may come as -0, which tables have no use for.
    private static double? Number(double value) => double.IsFinite(value) ? value + 0.0 : null;
}
