using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Pipeline.Reporting.Html;

/// <summary>
/// Writes HTML and SVG element by element. Texts and attribute values are encoded, whatever they hold; names of elements and attributes are the program's own.
/// Numbers are written the same under every culture.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Letters of every script stay as they are; what could be markup does not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Opens an element, which ends where the result is disposed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">A null value leaves the attribute away; true writes its name alone.</param>
    public OpenElement Open(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        StartTag(name, attributes);
        return new OpenElement(output, name);
    }

    /// <summary>An element that holds nothing but text.</summary>
    public void Element(string name, string? text, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        using (Open(name, attributes))
        {
            Text(text);
        }
    }

    /// <summary>An element that has no end, such as <c>meta</c>.</summary>
    public void Void(string name, params ReadOnlySpan<(string Name, object? Value)> attributes) => StartTag(name, attributes);

    public void Text(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Encoder.Encode(output, VisibleText.Of(text));
        }
    }

    /// <summary>What is no text: the program's own style sheets and scripts.</summary>
    public void Raw(string markup) => output.Write(markup);

    private void StartTag(string name, ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        output.Write('<');
        output.Write(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is null or false)
            {
                continue;
            }

            output.Write(' ');
            output.Write(attribute);
            if (value is not true)
            {
                output.Write("=\"");
                WriteValue(value);
                output.Write('"');
            }
        }

        output.Write('>');
    }

    private void WriteValue(object value)
    {
        if (value is JpegBytes jpeg)
        {
            output.Write("data:image/jpeg;base64,");
            output.Write(Convert.ToBase64String(jpeg.Bytes.Span)); // Base64 has nothing to encode.
            return;
        }

        Encoder.Encode(output, value switch
        {
            string text => VisibleText.Of(text),
            // A tenth of a pixel is enough for every drawing.
            double number => number.ToString("0.##", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Neither text nor number."),
        });
    }

    /// <summary>Ends its element when disposed.</summary>
    internal readonly struct OpenElement(TextWriter output, string name) : IDisposable
    {
        public void Dispose()
        {
            output.Write("</");
            output.Write(name);
            output.Write('>');
        }
    }
}

/// <summary>A picture within the page, as the value of an attribute.</summary>
internal readonly record struct JpegBytes(ReadOnlyMemory<byte> Bytes);
