namespace Pipeline.Vision.Protocol;

/// <summary>What a user can mend: one line that says what is wrong, where, and what to do. Anything else that is thrown is a bug.</summary>
public sealed class VisionException : Exception
{
    public VisionException(string message)
        : base(message) { }

    public VisionException(string message, Exception cause)
        : base(message, cause) { }
}
