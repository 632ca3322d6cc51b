namespace Pipeline.Imaging;

/// <summary>An image that cannot be used, and why.</summary>
public sealed class UndecodableImageException(ImageVerdict verdict)
    : PipelineException($"The image cannot be used: {verdict.Reason}.")
{
    public ImageVerdict Verdict { get; } = verdict;
}
