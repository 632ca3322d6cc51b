namespace Pipeline.Reporting.Thumbnails;

/// <summary>How large and how heavy a thumbnail may be.</summary>
/// <param name="Edge">Pixels of its longer side at most.</param>
/// <param name="MaxBytes">Of its JPEG, as far as quality can be lowered to get there.</param>
internal sealed record ThumbnailSize(int Edge, int MaxBytes)
{
    /// <summary>More images than this cannot all be shown in a file that still opens at once.</summary>
    public const int MostImages = 10_000;

    /// <summary>What fits into 2 MB for 50 images and into 20 MB for 5,000, a third added by Base64. Few steps, so that runs share a cache.</summary>
    /// <param name="images">Different images in one file.</param>
    public static ThumbnailSize For(int images) => images switch
    {
        <= 100 => new(224, 14_000),
        <= 1_000 => new(160, 7_000),
        <= 5_000 => new(96, 2_000),
        _ => new(64, 1_300),
    };
}
