namespace Pipeline.Splits;

/// <summary>What one fold may do with one image. An image has exactly one part per fold, so parts cannot overlap.</summary>
internal enum Part
{
    /// <summary>The head learns from it.</summary>
    Train,

    /// <summary>It decides when learning stops.</summary>
    Validation,

    /// <summary>It is held out and scored.</summary>
    Test,
}
