using Pipeline.Heads;

namespace Pipeline.VisionTraining;

/// <summary>Image files to labels by another program, one after the other, in the order of the files.</summary>
internal static class VisionImageAnswers
{
    /// <summary>One answer for each file, whatever is wrong with it.</summary>
    /// <param name="answers">The program with its model.</param>
    /// <param name="path">The way to it.</param>
    /// <param name="images">Paths.</param>
    /// <param name="top">How many labels at most.</param>
    /// <exception cref="PipelineException">The program has ended.</exception>
    public static IEnumerable<ImageAnswer> Of(VisionAnswers answers, VisionPath path, IEnumerable<string> images, int top, CancellationToken cancellation)
    {
        foreach (string image in images)
        {
            cancellation.ThrowIfCancellationRequested();
            ImageAnswer answer;
            try
            {
                var (labels, parts) = path.Predict(() => ImageAnswers.ReadImage(image), top, cancellation);
                answer = new ImageAnswer(image, labels, parts, null);
            }
            catch (PipelineException problem) when (!answers.HasEnded)
            {
                answer = new ImageAnswer(image, [], null, problem.Message);
            }

            yield return answer;
        }
    }
}
