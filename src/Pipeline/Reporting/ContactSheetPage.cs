using Pipeline.Imaging;

namespace Pipeline.Reporting;

/// <summary>One page of a class: a header, and a tile per file.</summary>
/// <param name="Label">The class.</param>
/// <param name="Number">From 1.</param>
/// <param name="Pages">Of the class.</param>
/// <param name="Total">Files of the class.</param>
/// <param name="Files">Those on this page.</param>
internal sealed record ContactSheetPage(string Label, int Number, int Pages, int Total, IReadOnlyList<ContactSheetFile> Files)
{
    private static readonly InkColor Paper = new(236, 236, 236);
    private static readonly InkColor Ink = new(32, 32, 32);
    private static readonly InkColor FaintInk = new(96, 96, 96);

    /// <summary>The number is always there, so that no two classes can claim one name.</summary>
    public string FileName => $"{Label}-{Number}.png";

    private string Contents => $"{Format.Count(Total)} {(Total == 1 ? "file" : "files")}, page {Format.Count(Number)} of {Format.Count(Pages)}";

    /// <summary>A class without files has one page.</summary>
    public static IEnumerable<ContactSheetPage> Of(string label, IReadOnlyList<ContactSheetFile> files)
    {
        ContactSheetFile[][] pages = files.Count == 0 ? [[]] : [.. files.Chunk(ContactSheetLayout.TilesPerPage)];
        return pages.Select((page, index) => new ContactSheetPage(label, index + 1, pages.Length, files.Count, page));
    }

    /// <summary>Decodes one file at a time.</summary>
    public RgbImage Draw(CancellationToken cancellation)
    {
        var canvas = new ContactSheetCanvas(ContactSheetLayout.PageSize(Files.Count), Paper);
        DrawHeader(canvas);
        for (int i = 0; i < Files.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            ContactSheetTile.Draw(canvas, ContactSheetLayout.PictureAt(i), Files[i], Ink);
        }

        if (Files.Count == 0)
        {
            var first = ContactSheetLayout.PictureAt(0);
            canvas.Write(PixelFont.Small, "The folder of this class holds no files.", first.X, first.Y, Ink);
        }

        return canvas.Image;
    }

    /// <summary>The class on the left, how much there is of it on the right, on one line.</summary>
    private void DrawHeader(ContactSheetCanvas canvas)
    {
        var (large, small) = (PixelFont.Large, PixelFont.Small);
        int right = ContactSheetLayout.Width - ContactSheetLayout.Gap - small.Width(Contents);
        int top = (ContactSheetLayout.HeaderHeight - large.Ascent) / 2;
        string name = large.Shorten(Label, right - (2 * ContactSheetLayout.Gap));
        canvas.Write(large, name, ContactSheetLayout.Gap, top, Ink);
        canvas.Write(small, Contents, right, top + large.Ascent - small.Ascent, FaintInk);
    }
}
