namespace Pipeline;

/// <summary>What a user can mend: one line that says what is wrong, where, and what to do. Anything else that is thrown is a bug.</summary>
public class PipelineException : Exception
{
    public PipelineException(string message)
        : base(message) { }

    public PipelineException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>1, or 2 for a bad config.</summary>
    public virtual int ExitCode => 1;
}
