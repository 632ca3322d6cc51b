using SkiaSharp;

namespace Pipeline.Drawings;

/// <summary>All samples on one picture, a row per species.</summary>
internal static class ContactSheet
{
    private const int CellWidth = 300;
    private const int CellHeight = 240;
    private const int Columns = 5;

    /// <returns>The bytes of a PNG.</returns>
    public static byte[] Encode(IReadOnlyList<Sample> samples)
    {
        using var sheet = new SKBitmap(Columns * CellWidth, (samples.Count + Columns - 1) / Columns * CellHeight);
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(SKColors.White);
        using var paint = new SKPaint { FilterQuality = SKFilterQuality.High };
        for (var index = 0; index < samples.Count; index++)
        {
            using var bitmap = samples[index].Draw();
            var scale = Math.Min((CellWidth - 6f) / bitmap.Width, (CellHeight - 6f) / bitmap.Height);
            var (x, y) = (index % Columns * CellWidth + 3, index / Columns * CellHeight + 3);
            canvas.DrawBitmap(bitmap, SKRect.Create(x, y, bitmap.Width * scale, bitmap.Height * scale), paint);
        }

        using var data = sheet.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
