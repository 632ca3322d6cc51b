namespace Pipeline.Reporting;

/// <summary>How much of each pixel is ink.</summary>
internal sealed class PixelMask
{
    private readonly byte[] _coverage;

    private PixelMask(int width, int height, byte[] coverage) => (Width, Height, _coverage) = (width, height, coverage);

    public int Width { get; }

    public int Height { get; }

    /// <summary>0 to 255.</summary>
    public byte this[int x, int y] => _coverage[(y * Width) + x];

    /// <summary>Enlarges once more than asked for and averages 2 x 2 pixels, so that edges are grey.</summary>
    /// <param name="ink">[height, width]</param>
    /// <param name="doublings">2 to this power is the factor.</param>
    public static PixelMask Enlarged(bool[,] ink, int doublings)
    {
        for (int i = 0; i <= doublings; i++)
        {
            ink = Doubled(ink);
        }

        int width = ink.GetLength(1) / 2, height = ink.GetLength(0) / 2;
        byte[] coverage = new byte[width * height];
        for (int i = 0; i < coverage.Length; i++)
        {
            int x = 2 * (i % width), y = 2 * (i / width);
            bool[] quarters = [ink[y, x], ink[y, x + 1], ink[y + 1, x], ink[y + 1, x + 1]];
            coverage[i] = (byte)(quarters.Count(quarter => quarter) * 255 / quarters.Length);
        }

        return new PixelMask(width, height, coverage);
    }

    /// <summary>
    /// Each pixel becomes four, and one of them takes the colour of its two outer neighbours where these agree and the opposite two differ:
    /// steps become slopes. The rule is known as EPX (E. Johnston, 1992) and Scale2x.
    /// </summary>
    private static bool[,] Doubled(bool[,] ink)
    {
        int height = ink.GetLength(0), width = ink.GetLength(1);
        bool At(int y, int x) => y >= 0 && y < height && x >= 0 && x < width && ink[y, x];

        var doubled = new bool[2 * height, 2 * width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool up = At(y - 1, x), down = At(y + 1, x), left = At(y, x - 1), right = At(y, x + 1);
                doubled[2 * y, 2 * x] = left == up && left != down && up != right ? up : ink[y, x];
                doubled[2 * y, (2 * x) + 1] = up == right && up != left && right != down ? right : ink[y, x];
                doubled[(2 * y) + 1, 2 * x] = down == left && down != right && left != up ? left : ink[y, x];
                doubled[(2 * y) + 1, (2 * x) + 1] = right == down && right != up && down != left ? down : ink[y, x];
            }
        }

        return doubled;
    }
}
