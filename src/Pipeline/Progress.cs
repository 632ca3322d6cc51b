namespace Pipeline;

/// <summary>How far a stage has come.</summary>
/// <param name="Stage">What is being done, for example <c>extracting features</c>.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all; 0 where nobody knows.</param>
/// <param name="Unit">What is counted, for example <c>images</c>; <see cref="Bytes"/> are shown as megabytes.</param>
/// <param name="Before">Units that were there before the stage began: they say nothing about its speed.</param>
internal readonly record struct Progress(string Stage, int Done, int Total, string Unit, int Before = 0)
{
    public const string Bytes = "bytes";
}
