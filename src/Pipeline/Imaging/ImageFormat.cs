namespace Pipeline.Imaging;

/// <summary>What the bytes are, whatever the file is called.</summary>
public enum ImageFormat
{
    /// <summary>No image that we know by its first bytes.</summary>
    Unknown,
    Jpeg,
    Png,
    Gif,
    WebP,
    Tiff,
    Bmp,
    Avif,

    /// <summary>HEIF with HEVC pixels: recognised so that it can be named, but its codec is not distributed.</summary>
    Heic,
    JpegXl,
    Jpeg2000,
    Svg,
    Pdf,
    Photoshop,
    Icon,

    /// <summary>A web page, most often an error page that a download left behind.</summary>
    Html,
}

/// <summary>Names and abilities of the formats.</summary>
public static class ImageFormatFacts
{
    extension(ImageFormat format)
    {
        /// <summary>The format of these bytes, from their first few hundred.</summary>
        public static ImageFormat Of(ReadOnlySpan<byte> bytes) => ImageSignature.Match(bytes);

        public bool IsDecodable => format is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.Gif or ImageFormat.WebP
            or ImageFormat.Tiff or ImageFormat.Bmp or ImageFormat.Avif;

        /// <summary>As people write it.</summary>
        public string DisplayName => format switch
        {
            ImageFormat.Unknown => "unknown bytes",
            ImageFormat.Jpeg => "JPEG",
            ImageFormat.Png => "PNG",
            ImageFormat.Gif => "GIF",
            ImageFormat.WebP => "WebP",
            ImageFormat.Tiff => "TIFF",
            ImageFormat.Bmp => "BMP",
            ImageFormat.Avif => "AVIF",
            ImageFormat.Heic => "HEIC",
            ImageFormat.JpegXl => "JPEG XL",
            ImageFormat.Jpeg2000 => "JPEG 2000",
            ImageFormat.Svg => "SVG",
            ImageFormat.Pdf => "PDF",
            ImageFormat.Photoshop => "Photoshop",
            ImageFormat.Icon => "ICO",
            ImageFormat.Html => "HTML",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
        };
    }
}
