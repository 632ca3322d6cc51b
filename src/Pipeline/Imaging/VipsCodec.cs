using NetVips;

namespace Pipeline.Imaging;

/// <summary>libvips, tied down: only the loaders that we name, no caches, no threads of its own, no chatter on standard error.</summary>
internal static class VipsCodec
{
    private static readonly string[] s_allowedLoaders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadNsgif", "VipsForeignLoadWebp", "VipsForeignLoadTiff", "VipsForeignLoadHeif",
    ];

    /// <summary>Held so that the garbage collector does not take it from the native side.</summary>
    private static readonly Log.LogDelegate s_silence = static (_, _, _) => { };

    static VipsCodec()
    {
        // A cached operation would keep whole images alive; callers run in parallel themselves.
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Message | Enums.LogLevelFlags.Info, s_silence);
        // Loaders are classes that derive from VipsForeignLoad: all off, then ours on.
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in s_allowedLoaders) Operation.Block(loader, false);
    }

    /// <summary>Other versions may decode other pixels.</summary>
    public static string LibraryName { get; } =
        FormattableString.Invariant($"libvips-{NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}");

    /// <summary>Locks or unlocks a loader.</summary>
    public static void Allow(string loader, bool isAllowed) => Operation.Block(loader, !isAllowed);

    /// <summary>Reads the header; pixels follow when they are asked for.</summary>
    /// <param name="format">One that libvips decodes.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="shrink">1, 2, 4 or 8; 1 unless JPEG.</param>
    /// <param name="failOn">How much damage is an error.</param>
    /// <exception cref="VipsException">No header.</exception>
    public static Image Open(ImageFormat format, byte[] bytes, int shrink, Enums.FailOn failOn) => format switch
    {
        ImageFormat.Jpeg => Image.JpegloadBuffer(bytes, shrink: shrink, access: Enums.Access.Sequential, failOn: failOn),
        ImageFormat.Png => Image.PngloadBuffer(bytes, access: Enums.Access.Sequential, failOn: failOn),
        ImageFormat.Gif => Image.GifloadBuffer(bytes, access: Enums.Access.Sequential, failOn: failOn),
        ImageFormat.WebP => Image.WebploadBuffer(bytes, access: Enums.Access.Sequential, failOn: failOn),
        ImageFormat.Tiff => Image.TiffloadBuffer(bytes, access: Enums.Access.Sequential, failOn: failOn),
        ImageFormat.Avif => Image.HeifloadBuffer(bytes, access: Enums.Access.Sequential, failOn: failOn),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "libvips does not decode it."),
    };

    public static byte[] EncodeJpeg(RgbImage image, int quality)
    {
        using var encodable = Wrap(image);
        return encodable.JpegsaveBuffer(q: quality, keep: Enums.ForeignKeep.None);
    }

    public static byte[] EncodePng(RgbImage image)
    {
        using var encodable = Wrap(image);
        return encodable.PngsaveBuffer(keep: Enums.ForeignKeep.None);
    }

    private static Image Wrap(RgbImage image)
    {
        using var plain = Image.NewFromMemory(image.Pixels, image.Width, image.Height, RgbImage.Channels, Enums.BandFormat.Uchar);
        return plain.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
