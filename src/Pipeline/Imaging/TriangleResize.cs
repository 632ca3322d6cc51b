using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipeline.Imaging;

/// <summary>
/// Antialiased bilinear resize of 8-bit RGB: first along rows, then along columns, rounded to 8 bits in between, as Pillow does it, so that a
/// network sees the pixels that it was trained on. Only what the wanted window needs is computed.
/// </summary>
internal static class TriangleResize
{
    private const int Channels = RgbImage.Channels;

    /// <param name="source">Any size.</param>
    /// <param name="box">What of the source becomes the target.</param>
    /// <param name="target">The size of the whole target.</param>
    /// <param name="window">The part of the target that is returned.</param>
    public static RgbImage Window(RgbImage source, SourceBox box, PixelSize target, PixelWindow window)
    {
        var columns = new TriangleTaps(source.Width, box.X, box.Width, target.Width, window.X, window.Width);
        var rows = new TriangleTaps(source.Height, box.Y, box.Height, target.Height, window.Y, window.Height);
        var stride = window.Width * Channels;
        var narrowed = ArrayPool<byte>.Shared.Rent((rows.SourceEnd - rows.SourceStart) * stride);
        var result = new byte[window.Height * stride];
        var sourceStride = source.Width * Channels;
        for (var y = rows.SourceStart; y < rows.SourceEnd; y++)
            NarrowRow(source.Pixels.AsSpan(y * sourceStride, sourceStride), columns, narrowed.AsSpan((y - rows.SourceStart) * stride, stride));
        for (var y = 0; y < window.Height; y++)
            BlendRows(narrowed, rows, y, result.AsSpan(y * stride, stride));
        ArrayPool<byte>.Shared.Return(narrowed);
        return new(window.Width, window.Height, result);
    }

    /// <summary>Sums red, green and blue side by side in the lanes of one vector.</summary>
    private static void NarrowRow(ReadOnlySpan<byte> source, TriangleTaps columns, Span<byte> target)
    {
        for (var x = 0; x < columns.Length; x++)
        {
            var weights = columns.At(x, out var first);
            var pixels = source.Slice(first * Channels, weights.Length * Channels);
            var sum = Vector128.Create(TriangleTaps.Half);
            var k = 0;
            // Four bytes are read for three: the last pixel would read past the end.
            for (; k < weights.Length - 1; k++)
                sum += Lanes(MemoryMarshal.Read<uint>(pixels[(k * Channels)..])) * weights[k];
            var last = pixels[(k * Channels)..];
            sum += Vector128.Create(last[0], last[1], last[2], 0) * weights[k];

            var pixel = target.Slice(x * Channels, Channels);
            sum >>= TriangleTaps.FractionBits;
            (pixel[0], pixel[1], pixel[2]) = ((byte)sum[0], (byte)sum[1], (byte)sum[2]);
        }
    }

    private static Vector128<int> Lanes(uint fourBytes) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(fourBytes).AsByte())).AsInt32();

    private static void BlendRows(ReadOnlySpan<byte> narrowed, TriangleTaps rows, int index, Span<byte> target)
    {
        var weights = rows.At(index, out var first);
        var source = narrowed[((first - rows.SourceStart) * target.Length)..];
        var i = 0;
        for (; i <= target.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            BlendSixteen(source[i..], weights, target[i..], target.Length);
        for (; i < target.Length; i++)
        {
            var sum = TriangleTaps.Half;
            for (var k = 0; k < weights.Length; k++) sum += source[(k * target.Length) + i] * weights[k];
            target[i] = (byte)(sum >> TriangleTaps.FractionBits);
        }
    }

    /// <summary>Sixteen neighbouring bytes at once, over all rows of the filter.</summary>
    private static void BlendSixteen(ReadOnlySpan<byte> source, ReadOnlySpan<int> weights, Span<byte> target, int stride)
    {
        Vector256<int> low = Vector256.Create(TriangleTaps.Half), high = low;
        for (var k = 0; k < weights.Length; k++)
        {
            var bytes = Vector128.Create(source.Slice(k * stride, Vector128<byte>.Count));
            var (first, second) = Vector256.Widen(Vector256.WidenLower(bytes.ToVector256Unsafe()));
            low += first.AsInt32() * weights[k];
            high += second.AsInt32() * weights[k];
        }

        var words = Vector256.Narrow(low >> TriangleTaps.FractionBits, high >> TriangleTaps.FractionBits).AsUInt16();
        Vector128.Narrow(words.GetLower(), words.GetUpper()).CopyTo(target);
    }
}
