using System.Globalization;
using Pipeline.Configuration;
using Pipeline.Features;

namespace Pipeline.Heads.Softmax;

/// <summary>What one fit minimises and is watched by: training loss, validation loss, parameters, curve.</summary>
internal sealed class SoftmaxTask
{
    private readonly SoftmaxHeadConfig _config;
    private readonly SoftmaxLoss? _validation;
    private readonly int[] _validationRows;
    private readonly BestParameters _best;
    private readonly List<EpochRecord> _curve = [];

    public SoftmaxTask(SoftmaxHeadConfig config, FeatureScaling scaling, TrainingFeatures training, ValidationFeatures? validation)
    {
        _config = config;
        Loss = LossOf(training, config.LabelSmoothing);
        _validation = validation is { Count: > 0 } ? LossOf(validation, smoothing: 0) : null;
        _validationRows = [.. Enumerable.Range(0, _validation?.Count ?? 0)];
        Parameters = new double[Loss.ParameterCount];
        Gradient = new double[Loss.ParameterCount];
        Decay = new WeightDecay(config.WeightDecay, Loss.WeightCount);
        _best = new BestParameters(config.Patience, Loss.ParameterCount);

        SoftmaxLoss LossOf(LabeledFeatures images, double smoothing) =>
            new(scaling.Apply(images), images.Labels.ToArray(), images.LabelSet.Count, smoothing);
    }

    /// <summary>Mean cross-entropy over the training images, with smoothing, without the penalty.</summary>
    public SoftmaxLoss Loss { get; }

    public WeightDecay Decay { get; }

    /// <summary>W and b over scaled features, <c>[K * D + K]</c>; zero at first.</summary>
    public double[] Parameters { get; }

    public double[] Gradient { get; }

    public IReadOnlyList<EpochRecord> Curve => _curve;

    /// <summary>Writes an epoch into the curve.</summary>
    /// <param name="epoch">1 for the first.</param>
    /// <param name="learningRate">Of its last step.</param>
    /// <param name="loss">Mean training loss.</param>
    /// <param name="right">Training images that had their label first.</param>
    /// <returns>Whether training should stop.</returns>
    public bool EndEpoch(int epoch, double learningRate, double loss, int right)
    {
        BatchScore? held = _validation?.Evaluate(Parameters, _validationRows, []);
        _curve.Add(new EpochRecord(epoch, learningRate, loss, right / (double)Loss.Count, held?.Loss, held?.Right / (double)_validationRows.Length));
        return _best.Stops(Parameters, held?.Loss);
    }

    /// <summary>The parameters that training ends with: the best ones on the validation share, or the last.</summary>
    public LinearMap Finish()
    {
        _best.Restore(Parameters);
        return new LinearMap(Parameters[..Loss.WeightCount], Parameters[Loss.WeightCount..]);
    }

    /// <exception cref="PipelineException">The value is NaN or infinite.</exception>
    public void RequireFinite(double value, int epoch, string where, double learningRate)
    {
        if (!double.IsFinite(value))
        {
            string rate = learningRate.ToString("G4", CultureInfo.InvariantCulture);
            throw new PipelineException(
                $"Training diverged: the loss or a weight became {value.ToString(CultureInfo.InvariantCulture)} at epoch {epoch} of {_config.Epochs}, {where}, at a learning rate of {rate}; "
                + "lower head.optimizer.learning_rate, or take standardised features if they are raw.");
        }
    }
}
