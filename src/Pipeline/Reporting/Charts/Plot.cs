using System.Globalization;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Charts;

/// <summary>The area of a chart between its axes, and what every chart draws on it.</summary>
/// <param name="html">Where the drawing goes.</param>
/// <param name="x">Across.</param>
/// <param name="y">Upwards: its <see cref="Scale.From"/> is the bottom.</param>
internal sealed class Plot(HtmlWriter html, Scale x, Scale y)
{
    private const double TickLength = 4;

    public Scale X => x;

    public Scale Y => y;

    /// <summary>The left axis with lines across the plot.</summary>
    /// <param name="title">What is measured, with its unit.</param>
    /// <param name="format">Text of a value.</param>
    /// <param name="ticks">About how many.</param>
    public void LeftAxis(string title, Func<double, string> format, int ticks = 5)
    {
        foreach (double value in y.Ticks(ticks))
        {
            Line("grid", x.From, y.At(value), x.To, y.At(value));
            Text(format(value), x.From - 7, y.At(value) + 4, "end");
        }

        // Turned by an attribute: a transform of the style sheet would not reach a drawing of its own.
        double middle = (y.From + y.To) / 2;
        html.Element("text", title, ("class", "axis"), ("x", 12), ("y", middle), ("text-anchor", "middle"), ("transform", string.Create(CultureInfo.InvariantCulture, $"rotate(-90 12 {middle:0.##})")));
    }

    /// <inheritdoc cref="LeftAxis"/>
    public void BottomAxis(string title, Func<double, string> format, int ticks = 6)
    {
        Line("line", x.From, y.From, x.To, y.From);
        foreach (double value in x.Ticks(ticks))
        {
            Line("line", x.At(value), y.From, x.At(value), y.From + TickLength);
            Text(format(value), x.At(value), y.From + 17, "middle");
        }

        html.Element("text", title, ("class", "axis"), ("x", (x.From + x.To) / 2), ("y", y.From + 36), ("text-anchor", "middle"));
    }

    public void Line(string css, double x1, double y1, double x2, double y2) =>
        Shape("line", css, null, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    /// <summary>A line through points in the drawing.</summary>
    public void Path(string css, IEnumerable<(double X, double Y)> points)
    {
        string d = string.Join(' ', points.Select((point, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{point.X:0.##} {point.Y:0.##}")));
        Shape("path", css, null, ("d", d));
    }

    /// <param name="css">Its class.</param>
    /// <param name="tip">Shown under the pointer, and read aloud; null for none.</param>
    public void Box(string css, double left, double top, double width, double height, string? tip = null) =>
        Shape("rect", css, tip, ("x", left), ("y", top), ("width", Math.Max(0, width)), ("height", Math.Max(0, height)));

    public void Dot(string css, double centreX, double centreY, double radius, string? tip = null) =>
        Shape("circle", css, tip, ("cx", centreX), ("cy", centreY), ("r", radius));

    /// <param name="anchor">start, middle or end.</param>
    public void Text(string text, double left, double baseline, string anchor, string css = "label") =>
        html.Element("text", text, ("class", css), ("x", left), ("y", baseline), ("text-anchor", anchor));

    private void Shape(string name, string css, string? tip, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        using (html.Open(name, [("class", css), .. attributes]))
        {
            if (tip is not null)
            {
                html.Element("title", tip);
            }
        }
    }
}
