namespace Pipeline;

/// <summary>How far a stage has come.</summary>
/// <param name="Stage">What is being done, for example <c>extracting features</c>.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all; 0 where nobody knows.</param>
/// <param name="Unit">What is counted, for example <c>images</c>; <see cref="Bytes"/> are shown as megabytes.</param>
/// <param name="Before">Units that were there before the stage began: they say nothing about its speed.</param>
/// <param name="Detail">What else there is to say, for example <c>1 failed</c>; empty for nothing.</param>
internal readonly record struct Progress(string Stage, int Done, int Total, string Unit, int Before = 0, string Detail = "")
{
    public const string Bytes = "bytes";

    /// <summary>Hears and says nothing: for stages that run beside others.</summary>
    public static IProgress<Progress> Unheard { get; } = new Silence();

    private sealed class Silence : IProgress<Progress>
    {
        public void Report(Progress value)
        {
        }
    }
}
