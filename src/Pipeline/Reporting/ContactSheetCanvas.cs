using Pipeline.Imaging;

namespace Pipeline.Reporting;

/// <summary>sRGB, 8 bits each.</summary>
internal readonly record struct InkColor(byte Red, byte Green, byte Blue);

/// <summary>A page that is drawn on. What is drawn must lie within it.</summary>
internal sealed class ContactSheetCanvas
{
    private readonly byte[] _pixels;
    private readonly int _stride;

    public ContactSheetCanvas(PixelSize size, InkColor background)
    {
        _stride = size.Width * RgbImage.Channels;
        _pixels = new byte[size.Height * _stride];
        Image = new RgbImage(size.Width, size.Height, _pixels);
        Fill(new PixelWindow(0, 0, size.Width, size.Height), background);
    }

    /// <summary>The page as it is now; not a copy.</summary>
    public RgbImage Image { get; }

    public void Fill(PixelWindow window, InkColor color)
    {
        for (int y = window.Y; y < window.Y + window.Height; y++)
        {
            var row = _pixels.AsSpan((y * _stride) + (window.X * RgbImage.Channels), window.Width * RgbImage.Channels);
            for (int i = 0; i < row.Length; i += RgbImage.Channels)
            {
                (row[i], row[i + 1], row[i + 2]) = (color.Red, color.Green, color.Blue);
            }
        }
    }

    /// <param name="image">Drawn pixel by pixel.</param>
    /// <param name="x">Of its left edge.</param>
    /// <param name="y">Of its top edge.</param>
    public void Draw(RgbImage image, int x, int y)
    {
        int length = image.Width * RgbImage.Channels;
        for (int row = 0; row < image.Height; row++)
        {
            image.Pixels.AsSpan(row * length, length).CopyTo(_pixels.AsSpan(((y + row) * _stride) + (x * RgbImage.Channels)));
        }
    }

    /// <param name="font">Its size.</param>
    /// <param name="text">One line.</param>
    /// <param name="x">Of its left edge.</param>
    /// <param name="y">Of the top of its capitals.</param>
    /// <param name="color">Mixed with what is there at the edges of the letters.</param>
    public void Write(PixelFont font, string text, int x, int y, InkColor color)
    {
        foreach (var (offset, mask) in font.Place(text))
        {
            for (int row = 0; row < mask.Height; row++)
            {
                for (int column = 0; column < mask.Width; column++)
                {
                    Blend(((y + row) * _stride) + ((x + offset + column) * RgbImage.Channels), color, mask[column, row]);
                }
            }
        }
    }

    private void Blend(int at, InkColor color, int coverage)
    {
        _pixels[at] = Mix(_pixels[at], color.Red, coverage);
        _pixels[at + 1] = Mix(_pixels[at + 1], color.Green, coverage);
        _pixels[at + 2] = Mix(_pixels[at + 2], color.Blue, coverage);
    }

    private static byte Mix(int below, int above, int coverage) => (byte)(((above * coverage) + (below * (255 - coverage)) + 127) / 255);
}
