using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Reporting.Pages;

/// <summary>The style sheet and the script of every page, files of their own under Assets, and the policy that lets a browser run them and nothing else.</summary>
internal static partial class PageAssets
{
    public static string Style { get; } = Text("report.css");

    public static string Script { get; } = Text("report.js");

    /// <summary>Nothing is loaded from anywhere; the page's own style and script are known by their hash, so that no name of a file can become one.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; img-src data:; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    /// <summary>What a drawing needs outside a page: its rules, in the light colours, without variables, which few programs that print know.</summary>
    public static string ChartStyle { get; } = OfCharts();

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string OfCharts()
    {
        var light = Variable().Matches(Style[..Style.IndexOf('}', StringComparison.Ordinal)]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);
        int start = Style.IndexOf("/* Drawings. */", StringComparison.Ordinal), end = Style.IndexOf("/* End of what a drawing", StringComparison.Ordinal);
        return "svg { background: #ffffff; }\n" + Use().Replace(Style[start..end], use => light[use.Groups[1].Value]);
    }

    private static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"--([a-z0-9]+):\s*([^;]+);")]
    private static partial Regex Variable();

    [GeneratedRegex(@"var\(--([a-z0-9]+)\)")]
    private static partial Regex Use();
}
