using System.Buffers;

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
        for (var y = rows.SourceStart; y < rows.SourceEnd; y++)
            NarrowRow(source.Pixels.AsSpan(y * source.Width * Channels, source.Width * Channels), columns, narrowed.AsSpan((y - rows.SourceStart) * stride, stride));
        for (var y = 0; y < window.Height; y++)
            BlendRows(narrowed, rows, y, result.AsSpan(y * stride, stride));
        ArrayPool<byte>.Shared.Return(narrowed);
        return new(window.Width, window.Height, result);
    }

    private static void NarrowRow(ReadOnlySpan<byte> source, TriangleTaps columns, Span<byte> target)
    {
        for (var x = 0; x < columns.Length; x++)
        {
            var weights = columns.At(x, out var first);
            var pixels = source.Slice(first * Channels, weights.Length * Channels);
            int red = TriangleTaps.Half, green = TriangleTaps.Half, blue = TriangleTaps.Half;
            for (int k = 0, at = 0; k < weights.Length && at + 2 < pixels.Length; k++, at += Channels)
            {
                var weight = weights[k];
                red += pixels[at] * weight;
                green += pixels[at + 1] * weight;
                blue += pixels[at + 2] * weight;
            }

            var pixel = target.Slice(x * Channels, Channels);
            pixel[0] = (byte)(red >> TriangleTaps.FractionBits);
            pixel[1] = (byte)(green >> TriangleTaps.FractionBits);
            pixel[2] = (byte)(blue >> TriangleTaps.FractionBits);
        }
    }

    private static void BlendRows(ReadOnlySpan<byte> narrowed, TriangleTaps rows, int index, Span<byte> target)
    {
        var weights = rows.At(index, out var first);
        first -= rows.SourceStart;
        var sums = ArrayPool<int>.Shared.Rent(target.Length);
        var total = sums.AsSpan(0, target.Length);
        total.Fill(TriangleTaps.Half);
        for (var k = 0; k < weights.Length; k++)
            AddWeighted(narrowed.Slice((first + k) * target.Length, target.Length), weights[k], total);
        for (var i = 0; i < target.Length; i++) target[i] = (byte)(total[i] >> TriangleTaps.FractionBits);
        ArrayPool<int>.Shared.Return(sums);
    }

    private static void AddWeighted(ReadOnlySpan<byte> row, int weight, Span<int> total)
    {
        for (var i = 0; i < total.Length && i < row.Length; i++) total[i] += row[i] * weight;
    }
}
