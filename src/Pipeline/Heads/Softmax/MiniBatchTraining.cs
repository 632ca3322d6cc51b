using System.Numerics.Tensors;
using Pipeline.Configuration;
using Pipeline.Heads.Softmax.Optimizers;
using Pipeline.Heads.Softmax.Schedules;

namespace Pipeline.Heads.Softmax;

/// <summary>
/// Epochs of shuffled mini-batches. An epoch's training figures are the mean over its batches, each taken before its step,
/// so that they cost no second pass.
/// </summary>
internal sealed class MiniBatchTraining(SoftmaxTask task, SoftmaxHeadConfig config, int seed)
{
    private readonly Optimizer _optimizer = Optimizer.For(config.Optimizer, task.Loss.ParameterCount, task.Decay);
    private readonly int _batchSize = Math.Min(config.BatchSize, task.Loss.Count);
    private readonly int[] _order = [.. Enumerable.Range(0, task.Loss.Count)];
    private readonly SeededGenerator _generator = new(seed);

    public void Run(CancellationToken cancellation)
    {
        int stepsPerEpoch = (task.Loss.Count + _batchSize - 1) / _batchSize;
        var schedule = new Schedule(config.Schedule, config.Epochs, stepsPerEpoch);
        for (int epoch = 1; epoch <= config.Epochs; epoch++)
        {
            if (Epoch(epoch, schedule, stepsPerEpoch, cancellation))
            {
                return;
            }
        }
    }

    private bool Epoch(int epoch, Schedule schedule, int stepsPerEpoch, CancellationToken cancellation)
    {
        _generator.Shuffle(_order);
        (double loss, int right, double rate) = (0, 0, 0);
        for (int step = 1; step <= stepsPerEpoch; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            rate = _optimizer.LearningRate * schedule.At((epoch - 1) * stepsPerEpoch + step - 1);
            ReadOnlySpan<int> batch = Batch(step);
            BatchScore score = task.Loss.Evaluate(task.Parameters, batch, task.Gradient);
            task.RequireFinite(score.Loss, epoch, $"step {step} of {stepsPerEpoch}", rate);
            _optimizer.Step(task.Parameters, task.Gradient, rate);
            loss += score.Loss * batch.Length / task.Loss.Count;
            right += score.Right;
        }

        task.RequireFinite(TensorPrimitives.Sum<double>(task.Parameters), epoch, "after its last step", rate);
        return task.EndEpoch(epoch, rate, loss, right);
    }

    private ReadOnlySpan<int> Batch(int step)
    {
        int start = (step - 1) * _batchSize;
        return _order.AsSpan(start, Math.Min(_batchSize, _order.Length - start));
    }
}
