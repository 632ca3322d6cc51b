namespace Pipeline.Backbones.Downloads;

/// <summary>A request for weights that did not bring them.</summary>
/// <param name="message">What went wrong, without the address.</param>
/// <param name="mayPass">Whether the same request may succeed a little later.</param>
/// <param name="wait">How long the server asked to wait.</param>
internal sealed class TransferException(string message, bool mayPass, TimeSpan? wait = null, Exception? cause = null) : PipelineException(message, cause!)
{
    public bool MayPass => mayPass;

    public TimeSpan? Wait => wait;
}
