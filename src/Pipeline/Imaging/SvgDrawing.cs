using System.Text;
using NetVips;

namespace Pipeline.Imaging;

/// <summary>
/// Drawings of our own, never a user's file, as pixels. libvips' reader of SVG is locked for everything else; it is unlocked while one of these is drawn.
/// </summary>
internal static class SvgDrawing
{
    private const string Loader = "VipsForeignLoadSvg";
    private const double CssPixelsPerInch = 96;
    private const double MillimetresPerInch = 25.4;
    private static readonly Lock s_unlocked = new();

    /// <param name="svg">With a width and a height.</param>
    /// <param name="dotsPerInch">Pixels for each inch of it; the file says so too.</param>
    /// <exception cref="PipelineException">This system has no font to write with.</exception>
    public static byte[] ToPng(string svg, int dotsPerInch)
    {
        if (!WritesText.Value)
        {
            throw new PipelineException("there is no font to write a chart's labels with: install one (on Debian: apt-get install fonts-dejavu-core), or take the SVG files");
        }

        return Draw(svg, dotsPerInch / CssPixelsPerInch, image =>
        {
            using var measured = image.Copy(xres: dotsPerInch / MillimetresPerInch, yres: dotsPerInch / MillimetresPerInch);
            return measured.PngsaveBuffer(keep: Enums.ForeignKeep.None);
        });
    }

    private static Lazy<bool> WritesText { get; } = new(() => Draw(
        """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="4" y="32" font-size="32">M</text></svg>""", 1, image => image.Max() > 0));

    private static T Draw<T>(string svg, double scale, Func<Image, T> use)
    {
        lock (s_unlocked)
        {
            VipsCodec.Allow(Loader, true);
            try
            {
                using var image = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(svg), scale: scale);
                return use(image);
            }
            finally
            {
                VipsCodec.Allow(Loader, false);
            }
        }
    }
}
