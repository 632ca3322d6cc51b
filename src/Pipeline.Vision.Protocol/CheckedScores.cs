using System.Globalization;

namespace Pipeline.Vision.Protocol;

/// <summary>A model's scores of one image, seen to be a distribution.</summary>
internal static class CheckedScores
{
    /// <summary>Single precision over many classes.</summary>
    private const double Tolerance = 1e-3;

    /// <exception cref="VisionException">They are none.</exception>
    public static float[] Of(IImageModel model, byte[] image, int labels)
    {
        if (!EncodedImage.IsUsable(image))
        {
            throw new VisionException("the bytes are neither JPEG nor PNG");
        }

        float[] scores = model.Scores(image);
        if (scores.Length != labels)
        {
            throw new VisionException($"the model gives {scores.Length} scores for {labels} classes");
        }

        if (Array.TrueForAll(scores, score => score == 0))
        {
            throw new VisionException("the model could not read the image");
        }

        double sum = scores.Sum(score => (double)score);
        return scores.All(score => score is >= 0 and <= 1) && Math.Abs(sum - 1) < Tolerance
            ? scores
            : throw new VisionException(string.Create(
                CultureInfo.InvariantCulture,
                $"the model's scores are no probabilities ({string.Join(", ", scores.Take(3))}{(labels > 3 ? ", ..." : "")}, summing to {sum:G4}): its training diverged; lower head.learning_rate"));
    }
}
