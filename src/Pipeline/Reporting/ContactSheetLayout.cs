using Pipeline.Imaging;

namespace Pipeline.Reporting;

/// <summary>Where things stand on a page, in pixels. All pages have one width; the last one of a class is only as high as it needs to be.</summary>
internal static class ContactSheetLayout
{
    public const int Columns = 10;
    public const int TilesPerPage = 60;
    public const int Gap = 12;
    public const int HeaderHeight = 64;
    public const int CaptionHeight = 26;
    public const int Width = (Columns * (PictureWidth + Gap)) + Gap;

    /// <summary>Most photos are wider than high: 4 to 3 wastes the least.</summary>
    private const int PictureWidth = 240;
    private const int PictureHeight = 180;

    /// <summary>The box that a picture is fitted into.</summary>
    public static PixelSize Picture { get; } = new(PictureWidth, PictureHeight);

    /// <param name="tiles">How many tiles the page holds.</param>
    public static PixelSize PageSize(int tiles)
    {
        int rows = Math.Max(1, (tiles + Columns - 1) / Columns);
        return new(Width, HeaderHeight + (rows * (PictureHeight + CaptionHeight + Gap)));
    }

    /// <summary>The box of a tile's picture; its caption stands below.</summary>
    /// <param name="index">On the page, from 0, row by row.</param>
    public static PixelWindow PictureAt(int index) => new(
        Gap + (index % Columns * (PictureWidth + Gap)),
        HeaderHeight + (index / Columns * (PictureHeight + CaptionHeight + Gap)),
        PictureWidth,
        PictureHeight);
}
