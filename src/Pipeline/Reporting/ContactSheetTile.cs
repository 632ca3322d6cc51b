using Pipeline.Imaging;

namespace Pipeline.Reporting;

/// <summary>One file's picture, notes on what is wrong with it, and its name below.</summary>
internal static class ContactSheetTile
{
    private const int Padding = 6;
    private const int LineSpacing = 4;
    private static readonly InkColor Mount = new(222, 222, 222);
    private static readonly InkColor BadMount = new(244, 214, 210);
    private static readonly InkColor OnBand = new(255, 255, 255);

    /// <summary>The file cannot be used, or stands under two classes.</summary>
    private static readonly InkColor Wrong = new(176, 32, 24);

    /// <summary>The file is there twice.</summary>
    private static readonly InkColor Odd = new(150, 84, 0);

    private static int LinePitch => PixelFont.Small.Height + LineSpacing;

    /// <param name="canvas">The page.</param>
    /// <param name="box">Of the picture.</param>
    /// <param name="file">Decoded here.</param>
    /// <param name="ink">Of the name.</param>
    public static void Draw(ContactSheetCanvas canvas, PixelWindow box, ContactSheetFile file, InkColor ink)
    {
        var picture = ContactSheetPicture.Of(file.File, new PixelSize(box.Width, box.Height));
        canvas.Fill(box, picture.Image is null ? BadMount : Mount);
        Band[] bands = [.. Bands(file, picture.Problem, box.Width - (2 * Padding))];
        int bottom = box.Y + box.Height - bands.Sum(band => band.Height);
        if (picture.Image?.ResizeToFit(box.Width, bottom - box.Y) is { } image)
        {
            canvas.Draw(image, box.X + ((box.Width - image.Width) / 2), box.Y + ((bottom - box.Y - image.Height) / 2));
        }

        foreach (var band in bands)
        {
            DrawBand(canvas, new PixelWindow(box.X, bottom, box.Width, band.Height), band);
            bottom += band.Height;
        }

        string name = PixelFont.Small.Shorten(file.Name, box.Width);
        canvas.Write(PixelFont.Small, name, box.X + ((box.Width - PixelFont.Small.Width(name)) / 2), bottom + Padding, ink);
    }

    private static IEnumerable<Band> Bands(ContactSheetFile file, string problem, int width)
    {
        if (problem.Length > 0)
        {
            yield return new Band(Wrong, PixelFont.Small.Wrap(problem, width));
        }

        if (file.Twin is { } twin)
        {
            bool isElsewhere = twin.File.Label != file.File.Label;
            string name = isElsewhere ? twin.File.Path : ContactSheetFile.NameOf(twin.File);
            string more = twin.More == 0 ? "" : $"and {Format.Count(twin.More)} more";
            yield return new Band(
                isElsewhere ? Wrong : Odd,
                [isElsewhere ? "also in another class:" : "same bytes as", PixelFont.Small.Shorten(name, width), .. PixelFont.Small.Wrap(more, width)]);
        }
    }

    private static void DrawBand(ContactSheetCanvas canvas, PixelWindow place, Band band)
    {
        canvas.Fill(place, band.Color);
        for (int i = 0; i < band.Lines.Count; i++)
        {
            canvas.Write(PixelFont.Small, band.Lines[i], place.X + Padding, place.Y + Padding + (i * LinePitch), OnBand);
        }
    }

    /// <summary>A note on a coloured band.</summary>
    private sealed record Band(InkColor Color, IReadOnlyList<string> Lines)
    {
        public int Height => (Lines.Count * LinePitch) + Padding;
    }
}
