namespace Pipeline.Features;

/// <summary>Which features may go. What is damaged or half-written goes by every rule.</summary>
internal abstract record PruneRule
{
    private PruneRule()
    {
    }

    /// <summary>Only segments that were set aside, and what killed processes left half-written.</summary>
    public sealed record Damaged : PruneRule;

    /// <summary>Segments of which no run has used a row for longer than that.</summary>
    public sealed record Unused(TimeSpan Longer) : PruneRule;

    /// <summary>Everything.</summary>
    public sealed record All : PruneRule;
}
