namespace Pipeline.Datasets.Checking;

/// <summary>How much a finding weighs.</summary>
internal enum CheckLevel
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Likely to harm a result, or to make it look better than it is.</summary>
    Warning,

    /// <summary>Wrong whatever one wants: a file that does not decode, a picture under two labels.</summary>
    Error,
}

/// <summary>What can be found, in the order in which it is told.</summary>
internal enum CheckKind
{
    Unreadable,
    LabelConflict,
    LabelError,
    Duplicate,
    NearDuplicate,
    WrongExtension,
    Tiny,
    OddAspect,
    Dark,
    Light,
    Blurred,
    LowInformation,
    Grey,
    Balance,
    Confounded,
}

/// <summary>One thing that was found.</summary>
/// <param name="Kind">What.</param>
/// <param name="Paths">The files concerned, relative to the dataset's folder; none where it is about classes.</param>
/// <param name="Detail">What was measured, for people.</param>
internal sealed record CheckFinding(CheckKind Kind, IReadOnlyList<string> Paths, string Detail)
{
    public CheckLevel Level => LevelOf(Kind);

    public static CheckLevel LevelOf(CheckKind kind) => kind switch
    {
        CheckKind.Unreadable or CheckKind.LabelConflict => CheckLevel.Error,
        CheckKind.Grey or CheckKind.WrongExtension => CheckLevel.Note,
        _ => CheckLevel.Warning,
    };

    /// <summary>The name in files and options.</summary>
    public static string NameOf(CheckKind kind) => string.Concat(kind.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
