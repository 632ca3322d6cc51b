using Pipeline.Configuration;
using Pipeline.Heads.Softmax.Optimizers;

namespace Pipeline.Heads.Softmax;

/// <summary>Iterations of L-BFGS on all images; an iteration is an epoch of the curve, whose figures hold at its start.</summary>
internal sealed class FullBatchTraining(SoftmaxTask task, SoftmaxHeadConfig config, LbfgsOptimizerConfig optimizer)
{
    private readonly int[] _rows = [.. Enumerable.Range(0, task.Loss.Count)];
    private BatchScore _latest;

    public void Run(CancellationToken cancellation)
    {
        var lbfgs = new Lbfgs(Penalised, task.Parameters, optimizer.Memory);
        for (int epoch = 1; epoch <= config.Epochs && lbfgs.GradientSize > optimizer.Tolerance; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            BatchScore before = _latest;
            bool moved = lbfgs.Step();
            task.RequireFinite(lbfgs.Value, epoch, "on all images", learningRate: 1);
            if (task.EndEpoch(epoch, learningRate: 1, before.Loss, before.Right) || !moved)
            {
                return;
            }
        }
    }

    private double Penalised(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        _latest = task.Loss.Evaluate(parameters, _rows, gradient);
        task.Decay.AddGradient(parameters, gradient);
        return _latest.Loss + task.Decay.Penalty(parameters);
    }
}
