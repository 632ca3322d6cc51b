using Pipeline.Features;

namespace Pipeline.Heads;

/// <summary>What must hold of features at the border of this room.</summary>
internal static class HeadInput
{
    /// <exception cref="PipelineException">No class, a class without images, or a feature that is not a finite number.</exception>
    public static void RequireLearnable(TrainingFeatures training)
    {
        var counts = new int[training.LabelSet.Count];
        foreach (int label in training.Labels)
        {
            counts[label]++;
        }

        int empty = Array.IndexOf(counts, 0);
        if (counts.Length < 2 || empty >= 0)
        {
            throw new PipelineException(counts.Length < 2
                ? $"A head chooses among at least two classes; the dataset has {counts.Length}."
                : $"No training image of class '{training.LabelSet[empty]}': hold out fewer images or leave the class out.");
        }

        RequireFinite(training);
    }

    /// <exception cref="PipelineException">A feature is NaN or infinite.</exception>
    public static void RequireFinite(LabeledFeatures images)
    {
        for (int i = 0; i < images.Count; i++)
        {
            int bad = images.Features(i).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            if (bad >= 0)
            {
                string value = images.Features(i)[bad].ToString(System.Globalization.CultureInfo.InvariantCulture);
                throw new PipelineException($"Feature {bad} of training image {i} is {value}: the network overflowed, or the feature cache is damaged; delete the cache and run again.");
            }
        }
    }

    /// <exception cref="PipelineException">The head was fitted on features of another network.</exception>
    public static void RequireDimension(int head, int features)
    {
        if (head != features)
        {
            throw new PipelineException($"The head takes {head} features and the images have {features}: use the backbone that it was trained with.");
        }
    }
}
