using System.Buffers.Binary;

namespace Pipeline.Imaging;

/// <summary>
/// Tells the profiles that say "sRGB" (a third of all photos carry one, in a dozen editions) from those that change colours. Applying one
/// of them costs more than decoding the photo, and changes nothing.
/// </summary>
internal static class SrgbProfile
{
    private const int HeaderBytes = 128;
    private const int TagBytes = 12;

    /// <summary>Editions of sRGB differ by less than this; Display P3 is 0.08 away.</summary>
    private const double MaxPrimaryError = 0.003;

    /// <summary>Of light between 0 and 1. A plain gamma of 2.2 is 0.005 away and counts as another profile.</summary>
    private const double MaxCurveError = 0.002;

    /// <summary>XYZ of the red, green and blue primary, adapted to D50 (IEC 61966-2-1 with the Bradford matrix of ICC.1:2010, annex E).</summary>
    private static readonly (string Tag, double X, double Y, double Z)[] s_primaries =
        [("rXYZ", 0.4361, 0.2225, 0.0139), ("gXYZ", 0.3851, 0.7169, 0.0971), ("bXYZ", 0.1431, 0.0606, 0.7139)];

    private static readonly string[] s_curves = ["rTRC", "gTRC", "bTRC"];

    /// <summary>Whether an ICC profile of the matrix kind means sRGB.</summary>
    public static bool Matches(ReadOnlySpan<byte> profile)
    {
        // A lookup table (A2B0) has precedence over matrix and curves.
        if (profile.Length < HeaderBytes + 4 || !profile[16..20].SequenceEqual("RGB "u8) || !Tag(profile, "A2B0").IsEmpty) return false;
        foreach (var (tag, x, y, z) in s_primaries)
        {
            if (!IsNear(Tag(profile, tag), x, y, z)) return false;
        }

        foreach (var tag in s_curves)
        {
            if (!IsSrgbCurve(Tag(profile, tag))) return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> profile, string name)
    {
        var count = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(profile[HeaderBytes..]), (profile.Length - HeaderBytes - 4) / TagBytes);
        for (var i = 0; i < count; i++)
        {
            var entry = profile.Slice(HeaderBytes + 4 + (i * TagBytes), TagBytes);
            if (!System.Text.Ascii.Equals(entry[..4], name)) continue;
            var (offset, size) = (BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), BinaryPrimitives.ReadUInt32BigEndian(entry[8..]));
            return (ulong)offset + size <= (ulong)profile.Length ? profile.Slice((int)offset, (int)size) : default;
        }

        return default;
    }

    private static bool IsNear(ReadOnlySpan<byte> tag, double x, double y, double z) =>
        tag.Length >= 20
        && Math.Abs(Fixed(tag[8..]) - x) < MaxPrimaryError
        && Math.Abs(Fixed(tag[12..]) - y) < MaxPrimaryError
        && Math.Abs(Fixed(tag[16..]) - z) < MaxPrimaryError;

    private static bool IsSrgbCurve(ReadOnlySpan<byte> tag)
    {
        for (var step = 0; step <= 16; step++)
        {
            var value = step / 16.0;
            if (!(Math.Abs(IccCurve.Evaluate(tag, value) - ToLight(value)) < MaxCurveError)) return false;
        }

        return true;
    }

    /// <summary>The transfer function of IEC 61966-2-1.</summary>
    private static double ToLight(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    /// <summary>s15Fixed16Number.</summary>
    internal static double Fixed(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes) / 65536.0;
}
