using Pipeline.Imaging;
using Pipeline.Reporting.Charts;
using Pipeline.Reporting.Html;
using Pipeline.Reporting.Pages;

namespace Pipeline.Reporting;

/// <summary>Drawings as files of their own, for papers and slides: on white, as SVG and as PNG of 300 dots per inch.</summary>
internal static class ChartFiles
{
    private const int DotsPerInch = 300;

    /// <param name="folder">Where to; made when absent.</param>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="charts">The drawings.</param>
    /// <returns>How many drawings there are.</returns>
    /// <exception cref="PipelineException">A file cannot be written, or there is no font to write with.</exception>
    public static int Write(string folder, string prefix, IEnumerable<Chart> charts)
    {
        int written = 0;
        foreach (var chart in charts)
        {
            string svg = Svg(chart), path = Path.Combine(folder, $"{prefix}-{chart.Name}");
            WholeFile.WriteText(path + ".svg", svg);
            byte[] png = SvgDrawing.ToPng(svg, DotsPerInch);
            WholeFile.Write(path + ".png", stream => stream.Write(png));
            written++;
        }

        return written;
    }

    internal static string Svg(Chart chart)
    {
        var text = new StringWriter { NewLine = "\n" };
        chart.Write(new HtmlWriter(text), PageAssets.ChartStyle);
        return text + "\n";
    }
}
