using NetVips;

namespace Pipeline.Imaging;

/// <summary>Whatever libvips read, made upright sRGB of 8 bits without transparency.</summary>
internal static class VipsPixels
{
    private const string Profile = "icc-profile-data";
    private const double White = 255;

    /// <param name="stored">As opened; its pixels are decoded here.</param>
    /// <exception cref="VipsException">The pixels do not decode, or are no colours.</exception>
    public static RgbImage Read(Image stored)
    {
        // Most photos are what is wanted already, and each step below costs as much as decoding a thumbnail.
        if (IsPlain(stored)) return new(stored.Width, stored.Height, Fetch(stored));
        using var colours = ToSrgb(stored);
        using var opaque = colours.HasAlpha() ? colours.Flatten(background: [White]) : colours.Copy();
        // A TIFF may carry any number of further channels.
        using var rgb = opaque.ExtractBand(0, n: RgbImage.Channels);
        using var bytes = rgb.Cast(Enums.BandFormat.Uchar);
        using var upright = Orientation(stored) is 1 ? bytes.Copy() : Turned(bytes);
        return new(upright.Width, upright.Height, upright.WriteToMemory<byte>());
    }

    /// <returns>1 to 8 as EXIF defines them; 1 for anything else.</returns>
    public static int Orientation(Image stored) =>
        stored.Contains("orientation") && stored.Get("orientation") is int orientation and >= 1 and <= 8 ? orientation : 1;

    /// <summary>Rows come out of order when turning, and the decoder delivers them once only.</summary>
    private static Image Turned(Image image)
    {
        using var whole = image.CopyMemory();
        return whole.Autorot();
    }

    /// <summary>Decodes on this thread; writing to memory would start another one for it.</summary>
    private static byte[] Fetch(Image image)
    {
        using var region = Region.New(image);
        return region.Fetch(0, 0, image.Width, image.Height);
    }

    /// <summary>Whether its stored pixels are what is wanted: three channels of sRGB, 8 bits each, the right way up.</summary>
    public static bool IsPlain(Image stored) =>
        stored is { Interpretation: Enums.Interpretation.Srgb, Bands: RgbImage.Channels, Format: Enums.BandFormat.Uchar } && !NeedsProfile(stored) && Orientation(stored) is 1;

    private static bool NeedsProfile(Image stored) =>
        stored.Interpretation is Enums.Interpretation.Cmyk || (stored.Contains(Profile) && stored.Get(Profile) is byte[] profile && !SrgbProfile.Matches(profile));

    private static Image ToSrgb(Image stored) =>
        NeedsProfile(stored) ? ApplyProfile(stored, stored.Interpretation is Enums.Interpretation.Cmyk) : stored.Colourspace(Enums.Interpretation.Srgb);

    /// <summary>Relative colorimetric with black point compensation, what browsers and photo programs show.</summary>
    private static Image ApplyProfile(Image stored, bool isCmyk)
    {
        try
        {
            return stored.IccTransform("srgb", intent: Enums.Intent.Relative, blackPointCompensation: true, embedded: true,
                inputProfile: isCmyk ? "cmyk" : null, depth: 8);
        }
        catch (VipsException)
        {
            // A profile that is broken or made for other channels says nothing about these pixels.
            return stored.Colourspace(Enums.Interpretation.Srgb);
        }
    }
}
