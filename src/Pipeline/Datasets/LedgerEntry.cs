namespace Pipeline.Datasets;

/// <summary>What became of an input file, in the end.</summary>
internal enum LedgerState
{
    /// <summary>It decodes and awaits its split; no such entry is left in a written ledger.</summary>
    Usable,

    /// <summary>Heads learn from it, and nothing else.</summary>
    Train,

    /// <summary>It decides in some fold when learning stops, and is held out in none.</summary>
    Validation,

    /// <summary>It is held out in some fold.</summary>
    Test,

    /// <summary>It was offered and left out.</summary>
    Excluded,

    /// <summary>It was never offered: a hidden file, or a class that was not asked for.</summary>
    Ignored,
}

/// <summary>One input file.</summary>
/// <param name="Path">Relative to the dataset's folder, with forward slashes; ends in a slash for a folder that was not entered.</param>
/// <param name="Label">The class folder it lies in; empty outside any.</param>
/// <param name="ContentHash">SHA-256 of its bytes; empty where it was not read.</param>
/// <param name="Bytes">Its size; null where unknown.</param>
/// <param name="Verdict">What came of decoding it; null where it was not read.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">Why it is excluded or ignored, or what is odd about it; empty for most images.</param>
/// <param name="Assignment">Its parts, repeat by repeat; empty until it is in a split.</param>
/// <param name="Group">The smallest content hash among the images that show the same thing; empty for an image that stands alone.</param>
internal sealed record LedgerEntry(
    string Path, string Label, string ContentHash, long? Bytes, FileVerdict? Verdict, LedgerState State, string Reason = "", string Assignment = "",
    string Group = "")
{
    public bool IsUsed => State is not (LedgerState.Excluded or LedgerState.Ignored);

    public LedgerEntry Exclude(string reason) => this with { State = LedgerState.Excluded, Reason = reason };
}
