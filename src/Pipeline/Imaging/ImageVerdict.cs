using System.Globalization;

namespace Pipeline.Imaging;

/// <summary>
/// What came of decoding a file whole. <see cref="Reason"/> depends on the bytes and the limits alone, never on a library's message:
/// those are shared between threads, and a ledger must not differ between two runs.
/// </summary>
public abstract record ImageVerdict
{
    private ImageVerdict(ImageFormat format, string reason) => (Format, Reason) = (format, reason);

    /// <summary>By content, not by name.</summary>
    public ImageFormat Format { get; }

    /// <summary>For people: what is wrong, without the file's name; "decodes whole" when nothing is.</summary>
    public string Reason { get; }

    /// <summary>One word for tables and ledgers.</summary>
    public string Name => this switch
    {
        Sound => "ok",
        Truncated => "truncated",
        Unreadable => "unreadable",
        NotAnImage => "not-an-image",
        Empty => "empty",
        Unsupported => "unsupported",
        TooLarge => "too-large",
        _ => throw new InvalidOperationException("ImageVerdict is closed."),
    };

    /// <summary>Every pixel is there.</summary>
    /// <param name="Format"><inheritdoc cref="ImageVerdict.Format" path="/summary"/></param>
    /// <param name="Width">Upright, in pixels.</param>
    /// <param name="Height">Upright, in pixels.</param>
    public sealed record Sound(ImageFormat Format, int Width, int Height) : ImageVerdict(Format, "decodes whole");

    /// <summary>The beginning decodes; what is missing is grey, black or white, as the format has it.</summary>
    /// <param name="Format"><inheritdoc cref="ImageVerdict.Format" path="/summary"/></param>
    /// <param name="Width">Upright, in pixels.</param>
    /// <param name="Height">Upright, in pixels.</param>
    public sealed record Truncated(ImageFormat Format, int Width, int Height)
        : ImageVerdict(Format, $"{Format.DisplayName} that decodes only in part: it is cut short or damaged");

    /// <summary>Nothing decodes.</summary>
    public sealed record Unreadable(ImageFormat Format)
        : ImageVerdict(Format, $"{Format.DisplayName} that does not decode: its header or data is damaged or missing");

    /// <summary>No picture of any kind.</summary>
    public sealed record NotAnImage(ImageFormat Format)
        : ImageVerdict(Format, Format is ImageFormat.Html ? "an HTML page, not an image" : "not an image: no known signature");

    /// <summary>No bytes.</summary>
    public sealed record Empty() : ImageVerdict(ImageFormat.Unknown, "an empty file");

    /// <summary>A picture or document of a kind that is not read here.</summary>
    public sealed record Unsupported(ImageFormat Format)
        : ImageVerdict(Format, $"{Format.DisplayName} is not supported: convert it to JPEG or PNG");

    /// <summary>The header claims more pixels than the limit; nothing was decoded.</summary>
    /// <param name="Format"><inheritdoc cref="ImageVerdict.Format" path="/summary"/></param>
    /// <param name="Width">As stored, in pixels.</param>
    /// <param name="Height">As stored, in pixels.</param>
    /// <param name="MaxPixels">The limit.</param>
    public sealed record TooLarge(ImageFormat Format, int Width, int Height, long MaxPixels)
        : ImageVerdict(Format, string.Create(CultureInfo.InvariantCulture,
            $"{Width} x {Height} {Format.DisplayName} of {(double)Width * Height / 1e6:0.0} megapixels; the limit is {MaxPixels / 1e6:0.0}"));
}
