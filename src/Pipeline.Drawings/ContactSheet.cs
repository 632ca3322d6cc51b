using SkiaSharp;

namespace Pipeline.Drawings;

/// <summary>Samples on one picture for a person to look at: a row per species, or three across and in full size when there are
/// few.</summary>
internal static class ContactSheet
{
    private const int Few = 9;

    /// <returns>The bytes of a PNG.</returns>
    public static byte[] Encode(IReadOnlyList<Sample> samples)
    {
        var (columns, cellWidth, cellHeight) = samples.Count > Few ? (5, 300, 240) : (3, 406, 406);
        using var sheet = new SKBitmap(columns * cellWidth, (samples.Count + columns - 1) / columns * cellHeight);
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(SKColors.White);
        using var paint = new SKPaint { FilterQuality = SKFilterQuality.High };
        for (var index = 0; index < samples.Count; index++)
        {
            using var bitmap = samples[index].Draw();
            var scale = Math.Min((cellWidth - 6f) / bitmap.Width, (cellHeight - 6f) / bitmap.Height);
            var (x, y) = (index % columns * cellWidth + 3, index / columns * cellHeight + 3);
            canvas.DrawBitmap(bitmap, SKRect.Create(x, y, bitmap.Width * scale, bitmap.Height * scale), paint);
        }

        using var data = sheet.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
