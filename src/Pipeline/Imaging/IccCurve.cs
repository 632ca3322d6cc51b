using System.Buffers.Binary;

namespace Pipeline.Imaging;

/// <summary>A tone curve of an ICC profile: <c>curv</c> (ICC.1:2010, 10.5) or <c>para</c> (10.15).</summary>
internal static class IccCurve
{
    /// <param name="tag">The tag's data, from its type signature on.</param>
    /// <param name="value">Device value, 0 to 1.</param>
    /// <returns>Light, 0 to 1; NaN for a curve that is damaged or of another type.</returns>
    public static double Evaluate(ReadOnlySpan<byte> tag, double value)
    {
        if (tag.Length < 12) return double.NaN;
        if (tag.StartsWith("curv"u8)) return Table(tag[12..], BinaryPrimitives.ReadUInt32BigEndian(tag[8..]), value);
        return tag.StartsWith("para"u8) ? Parametric(tag[12..], BinaryPrimitives.ReadUInt16BigEndian(tag[8..]), value) : double.NaN;
    }

    /// <summary>No entry is the identity, one is a gamma (u8Fixed8), more are a table of 16-bit values.</summary>
    private static double Table(ReadOnlySpan<byte> entries, uint count, double value)
    {
        if (count == 0) return value;
        if (count > entries.Length / 2) return double.NaN;
        if (count == 1) return Math.Pow(value, BinaryPrimitives.ReadUInt16BigEndian(entries) / 256.0);
        var position = value * (count - 1);
        var below = Math.Min((int)position, (int)count - 2);
        double low = BinaryPrimitives.ReadUInt16BigEndian(entries[(below * 2)..]);
        double high = BinaryPrimitives.ReadUInt16BigEndian(entries[((below + 1) * 2)..]);
        return (low + ((high - low) * (position - below))) / ushort.MaxValue;
    }

    /// <summary>Type 3, the one that sRGB profiles use: (a x + b)^g from d on, c x below.</summary>
    private static double Parametric(ReadOnlySpan<byte> parameters, int type, double value)
    {
        if (type != 3 || parameters.Length < 20) return double.NaN;
        double g = SrgbProfile.Fixed(parameters), a = SrgbProfile.Fixed(parameters[4..]), b = SrgbProfile.Fixed(parameters[8..]);
        double c = SrgbProfile.Fixed(parameters[12..]), d = SrgbProfile.Fixed(parameters[16..]);
        return value >= d ? Math.Pow((a * value) + b, g) : c * value;
    }
}
