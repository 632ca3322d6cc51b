namespace Pipeline.Heads.Softmax;

/// <summary>Early stopping: remembers the parameters of the lowest validation loss and says when too many epochs have passed without a lower one.</summary>
/// <param name="patience">Epochs to wait; 0 never stops and remembers nothing.</param>
/// <param name="count">Number of parameters.</param>
internal sealed class BestParameters(int patience, int count)
{
    private readonly double[] _best = new double[count];
    private double _lowest = double.PositiveInfinity;
    private int _waited;

    /// <param name="parameters">Those at the end of an epoch.</param>
    /// <param name="validationLoss">Null without a validation share.</param>
    /// <returns>Whether training should stop.</returns>
    public bool Stops(ReadOnlySpan<double> parameters, double? validationLoss)
    {
        if (patience == 0 || validationLoss is not { } loss)
        {
            return false;
        }

        if (loss < _lowest)
        {
            (_lowest, _waited) = (loss, 0);
            parameters.CopyTo(_best);
            return false;
        }

        return ++_waited >= patience;
    }

    /// <summary>Puts the best parameters back, where any were remembered.</summary>
    public void Restore(Span<double> parameters)
    {
        if (double.IsFinite(_lowest))
        {
            _best.CopyTo(parameters);
        }
    }
}
