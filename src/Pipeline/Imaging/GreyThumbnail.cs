namespace Pipeline.Imaging;

/// <summary>A picture as 32 x 32 grey levels, whatever its aspect ratio: all that looking for near-duplicates needs to know of it.</summary>
public sealed class GreyThumbnail
{
    internal const int Side = 32;

    private GreyThumbnail(byte[] levels) => Levels = levels;

    /// <summary>[32, 32], row-major.</summary>
    internal byte[] Levels { get; }

    public static GreyThumbnail Of(RgbImage image)
    {
        var small = image.Resize(Side, Side).Pixels;
        var levels = new byte[Side * Side];
        for (var i = 0; i < levels.Length; i++) levels[i] = Brightness(small.AsSpan(i * RgbImage.Channels));
        return new(levels);
    }

    /// <param name="text">From <see cref="ToText"/>.</param>
    /// <returns>Null when the text is no thumbnail.</returns>
    public static GreyThumbnail? FromText(string text)
    {
        var levels = new byte[Side * Side];
        return Convert.TryFromBase64String(text, levels, out var written) && written == levels.Length ? new(levels) : null;
    }

    /// <summary>Base64.</summary>
    public string ToText() => Convert.ToBase64String(Levels);

    /// <summary>The thumbnail of the mirrored or turned picture; flags as in <see cref="PerceptualHash.Oriented"/>.</summary>
    internal GreyThumbnail Oriented(int orientation)
    {
        if (orientation == 0) return this;
        var turned = new byte[Side * Side];
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var (column, row) = (orientation & 4) != 0 ? (y, x) : (x, y);
                if ((orientation & 1) != 0) column = Side - 1 - column;
                if ((orientation & 2) != 0) row = Side - 1 - row;
                turned[(y * Side) + x] = Levels[(row * Side) + column];
            }
        }

        return new(turned);
    }

    /// <summary>What lies within the margins, resampled (bilinear).</summary>
    /// <param name="margins">What is cut off.</param>
    /// <param name="side">Pixels of either side of the result.</param>
    /// <param name="levels">Filled with <c>[side, side]</c>, row-major.</param>
    internal void Sample(CropMargins margins, int side, Span<float> levels)
    {
        Span<int> columns = stackalloc int[side], rows = stackalloc int[side];
        Span<float> right = stackalloc float[side], below = stackalloc float[side];
        Place(margins.Left, margins.Right, columns, right);
        Place(margins.Top, margins.Bottom, rows, below);
        for (var y = 0; y < side; y++)
        {
            var upper = Levels.AsSpan(rows[y] * Side, 2 * Side);
            for (var x = 0; x < side; x++)
            {
                var (at, share) = (columns[x], right[x]);
                var top = upper[at] + (share * (upper[at + 1] - upper[at]));
                var bottom = upper[at + Side] + (share * (upper[at + Side + 1] - upper[at + Side]));
                levels[(y * side) + x] = top + (below[y] * (bottom - top));
            }
        }
    }

    private static void Place(float before, float after, Span<int> first, Span<float> share)
    {
        var step = (Side - before - after) / first.Length;
        for (var i = 0; i < first.Length; i++)
        {
            var at = Math.Clamp(before + ((i + 0.5f) * step) - 0.5f, 0, Side - 1);
            first[i] = Math.Min((int)at, Side - 2);
            share[i] = at - first[i];
        }
    }

    /// <summary>Luma of ITU-R BT.601.</summary>
    private static byte Brightness(ReadOnlySpan<byte> rgb) => (byte)((0.299 * rgb[0]) + (0.587 * rgb[1]) + (0.114 * rgb[2]) + 0.5);
}

/// <summary>What a crop takes off each edge, in pixels of a <see cref="GreyThumbnail"/>.</summary>
internal readonly record struct CropMargins(float Left, float Top, float Right, float Bottom);
