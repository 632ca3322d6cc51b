namespace Pipeline.Artifacts;

/// <summary>How much a finding weighs.</summary>
internal enum FindingLevel
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>The figures may mislead whoever does not know it.</summary>
    Warning,
}

/// <summary>What a careful reader of a result must be told. Findings travel with the result.</summary>
/// <param name="Level">How much it weighs.</param>
/// <param name="Code">Stable name, for programs.</param>
/// <param name="Message">One sentence for people.</param>
internal sealed record Finding(FindingLevel Level, string Code, string Message)
{
    public static Finding Note(string code, string message) => new(FindingLevel.Note, code, message);

    public static Finding Warning(string code, string message) => new(FindingLevel.Warning, code, message);
}
