namespace Pipeline.Vision.Protocol;

/// <summary>Options that a trainer would take and fail with.</summary>
internal static class OptionClamp
{
    /// <summary>With fewer training images than a batch holds, no step is ever counted as an epoch, and ML.NET's falling schedules divide by zero: NaN.</summary>
    /// <param name="notes">What was changed, one line each.</param>
    public static TrainerOptions Apply(TrainerOptions options, int training, out IReadOnlyList<string> notes)
    {
        if (options.BatchSize <= training)
        {
            notes = [];
            return options;
        }

        notes = [$"batch_size is {training} instead of {options.BatchSize}: there are no more training images"];
        return options with { BatchSize = training };
    }
}
