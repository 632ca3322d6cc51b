namespace Pipeline.Vision.Protocol;

/// <summary>What must hold of a request before a trainer sees it. Its traps are silent: a label that is none becomes missing, an image that does not decode is skipped.</summary>
public static class RequestCheck
{
    /// <param name="request">With absolute paths.</param>
    /// <exception cref="VisionException">What does not hold.</exception>
    public static void Require(TrainingRequest request)
    {
        RequireOptions(request.Options);
        RequireLabels(request);
        if (request.Options.EarlyStopping is not null && request.Validation.Count == 0)
        {
            throw new VisionException("early stopping needs validation images, and there are none: set split.validation, or leave head.early_stopping away");
        }

        string network = Path.Combine(request.TempFolder, VisionProtocol.NetworkFolder, request.Options.Architecture.NetworkFile);
        if (!File.Exists(network))
        {
            throw new VisionException($"the pretrained network is missing: {network}");
        }

        foreach (string file in request.Training.Concat(request.Validation).Select(row => row.File).Concat(request.HeldOut).Distinct(StringComparer.Ordinal))
        {
            EncodedImage.Require(file);
        }
    }

    private static void RequireOptions(TrainerOptions options)
    {
        string? wrong = !Enum.IsDefined(options.Architecture) ? "architecture"
            : options.Epochs < 1 ? "epochs"
            : options.BatchSize < 1 ? "batch_size"
            : options.LearningRate is not (> 0 and < double.PositiveInfinity) ? "learning_rate"
            : !IsUsable(options.Schedule) ? "schedule"
            : options.EarlyStopping is { } stop && (stop.Patience < 1 || stop.MinDelta is not (>= 0 and < double.PositiveInfinity)) ? "early_stopping"
            : null;
        if (wrong is not null)
        {
            throw new VisionException($"the request's options.{wrong} is out of its range");
        }
    }

    // ML.NET counts whole steps per decay and divides by them: below one epoch there can be none, and the rate is NaN from the first step on.
    private static bool IsUsable(RateSchedule schedule) => schedule switch
    {
        ExponentialRate falling => falling is { EpochsPerDecay: >= 1 and < double.PositiveInfinity, Factor: > 0 and <= 1 },
        PolynomialRate falling => falling is { EpochsPerDecay: >= 1 and < double.PositiveInfinity, End: >= 0 and < double.PositiveInfinity, Power: > 0 and < double.PositiveInfinity },
        _ => true,
    };

    private static void RequireLabels(TrainingRequest request)
    {
        if (request.Labels.Count < 2 || request.Labels.Distinct(StringComparer.Ordinal).Count() != request.Labels.Count)
        {
            throw new VisionException($"a training needs at least two classes of different names; the request has {request.Labels.Count}");
        }

        int stray = request.Training.Concat(request.Validation).Count(row => row.Label < 0 || row.Label >= request.Labels.Count);
        if (stray > 0)
        {
            throw new VisionException($"{stray} images of the request have a label that it does not name");
        }

        var seen = request.Training.Select(row => row.Label).ToHashSet();
        int empty = Enumerable.Range(0, request.Labels.Count).FirstOrDefault(label => !seen.Contains(label), -1);
        if (empty >= 0)
        {
            throw new VisionException($"no training image of class '{request.Labels[empty]}': hold out fewer images or leave the class out");
        }
    }
}
