using System.Globalization;
using System.Net;
using System.Text;
using Pipeline.Datasets;
using Pipeline.Datasets.Checking;
using Pipeline.Imaging;

namespace Pipeline.Reporting;

/// <summary>A check as one self-contained HTML file: contact sheets of what was found. It loads nothing and runs nothing.</summary>
internal static class CheckPage
{
    /// <summary>Findings shown per kind; a page of thousands of pictures would open in no browser.</summary>
    private const int MaxFindings = 60;

    private const int MaxPictures = 8;
    private static readonly PixelSize Box = new(150, 120);

    public static string Of(CheckReport report, CancellationToken cancellation)
    {
        var html = new StringBuilder();
        html.Append($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>Check of {Text(report.Dataset)}</title><style>{Style}</style></head><body><main>
            <h1>Check of {Text(report.Dataset)}</h1>
            <p>{report.Check.Images.Count} files of {report.Check.Labels.Count} classes, {report.Check.Images.Count(image => image.Decodes)} decode. Labels checked by {Text(report.LabelMethod)}.</p>

            """);
        Summary(html, report);
        foreach (var kind in report.Findings.Where(finding => finding.Paths.Count > 0).GroupBy(finding => finding.Kind))
        {
            Sheet(html, report.Check.Root, [.. kind], cancellation);
        }

        Confounding(html, report);
        Classes(html, report);
        return html.Append("</main></body></html>\n").ToString();
    }

    private static void Summary(StringBuilder html, CheckReport report)
    {
        if (report.Findings.Count == 0)
        {
            html.Append("<p>Nothing was found.</p>\n");
            return;
        }

        html.Append("<table><thead><tr><th>level</th><th>what</th><th class=\"n\">found</th></tr></thead><tbody>\n");
        foreach (var kind in report.Findings.GroupBy(finding => finding.Kind))
        {
            string level = CheckReport.Level(CheckFinding.LevelOf(kind.Key));
            string target = kind.First().Paths.Count > 0 ? CheckFinding.NameOf(kind.Key) : kind.Key == CheckKind.Confounded ? "confounding" : "classes";
            html.Append($"<tr><td class=\"{level}\">{level}</td><td><a href=\"#{target}\">{CheckReport.Words(kind.Key)}</a></td><td class=\"n\">{kind.Count()}</td></tr>\n");
        }

        html.Append("</tbody></table>\n");
    }

    private static void Sheet(StringBuilder html, string root, CheckFinding[] findings, CancellationToken cancellation)
    {
        html.Append($"<h2 id=\"{CheckFinding.NameOf(findings[0].Kind)}\">{Capital(CheckReport.Words(findings[0].Kind))} <small>{findings.Length}</small></h2>\n<div class=\"sheet\">\n");
        foreach (var finding in findings.Take(MaxFindings))
        {
            cancellation.ThrowIfCancellationRequested();
            html.Append(finding.Paths.Count > 1 ? "<div class=\"group\">" : "");
            foreach (string path in finding.Paths.Take(MaxPictures))
            {
                html.Append($"<figure>{Picture(root, path)}<figcaption><b>{Text(path)}</b></figcaption></figure>");
            }

            string more = finding.Paths.Count > MaxPictures ? $" (and {finding.Paths.Count - MaxPictures} more)" : "";
            html.Append(finding.Paths.Count > 1 ? $"<p>{Text(finding.Detail)}{more}</p></div>\n" : "");
            if (finding.Paths.Count == 1)
            {
                html.Insert(html.Length - "</figcaption></figure>".Length, $"<br>{Text(finding.Detail)}").Append('\n');
            }
        }

        html.Append("</div>\n");
        html.Append(findings.Length > MaxFindings ? $"<p>and {findings.Length - MaxFindings} more, which <code>--format json</code> names.</p>\n" : "");
    }

    private static string Picture(string root, string path)
    {
        var picture = ContactSheetPicture.Of(new FoundFile(path, "", Path.Combine(root, path)), Box);
        return picture.Image is { } image
            ? $"<span><img alt=\"\" width=\"{image.Width}\" height=\"{image.Height}\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(image.EncodeJpeg(75))}\"></span>"
            : "<span class=\"none\">no picture</span>";
    }

    private static void Confounding(StringBuilder html, CheckReport report)
    {
        if (report.Confounding.Count == 0)
        {
            return;
        }

        html.Append("<h2 id=\"confounding\">Class and source</h2>\n<p>What has nothing to do with the picture's content should not tell its class. Where it does, a network can learn the source in place of the class, and a score within this set flatters it.</p>\n");
        html.Append("<table><thead><tr><th>attribute</th><th class=\"n\">names the class of</th><th class=\"n\">largest class alone</th><th class=\"n\">Cramer's V</th><th class=\"n\">p</th><th></th></tr></thead><tbody>\n");
        foreach (var attribute in report.Confounding)
        {
            var measured = attribute.Association;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(attribute.Attribute)}</td><td class=\"n\">{100 * measured.Accuracy:F0} %</td><td class=\"n\">{100 * measured.Baseline:F0} %</td><td class=\"n\">{measured.V:F2}</td><td class=\"n\">{measured.P:F3}</td><td>{(attribute.IsFinding ? "<span class=\"warning\">confounded</span>" : "")}</td></tr>\n");
        }

        html.Append("</tbody></table>\n");
    }

    private static void Classes(StringBuilder html, CheckReport report)
    {
        html.Append("<h2 id=\"classes\">Classes</h2>\n");
        foreach (var finding in report.Findings.Where(finding => finding.Kind == CheckKind.Balance))
        {
            html.Append($"<p class=\"warning\">{Text(finding.Detail)}</p>\n");
        }

        int most = Math.Max(1, report.Classes.Max(label => label.Count));
        html.Append("<table class=\"bars\"><tbody>\n");
        foreach (var (label, count) in report.Classes)
        {
            html.Append($"<tr><td>{Text(label)}</td><td class=\"n\">{count}</td><td><meter min=\"0\" max=\"{most}\" value=\"{count}\"></meter></td></tr>\n");
        }

        html.Append("</tbody></table>\n");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private const string Style = """
        :root{color-scheme:light dark;--line:light-dark(#d8dce3,#3a4049);--soft:light-dark(#f4f6f8,#1d2127);--quiet:light-dark(#5a6270,#a3abb8);--red:light-dark(#b3261e,#ff8a80);--amber:light-dark(#8a5300,#f0b458)}
        body{font:16px/1.5 system-ui,sans-serif;margin:0;background:light-dark(#fff,#14171b);color:light-dark(#1a1d21,#e6e9ee)}
        main{max-width:74rem;margin:0 auto;padding:1.5rem}h1{font-size:1.5rem;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}h2 small{color:var(--quiet);font-weight:400}
        table{border-collapse:collapse}td,th{padding:.3rem .9rem .3rem 0;border-bottom:1px solid var(--line);text-align:left;font-weight:400}th{color:var(--quiet)}.n{text-align:right;font-variant-numeric:tabular-nums}
        a{color:inherit}.error{color:var(--red)}.warning{color:var(--amber)}.sheet{display:flex;flex-wrap:wrap;gap:.8rem;align-items:flex-start}
        figure{margin:0;width:150px;font-size:.78rem;line-height:1.35}figure span{display:flex;height:120px;align-items:center;justify-content:center;background:var(--soft)}figcaption{overflow-wrap:anywhere;margin-top:.3rem;color:var(--quiet)}figcaption b{font-weight:500;color:light-dark(#1a1d21,#e6e9ee)}
        .none{color:var(--quiet)}.group{display:flex;flex-wrap:wrap;gap:.5rem;border:1px solid var(--line);border-radius:.4rem;padding:.6rem}.group p{flex-basis:100%;margin:.1rem 0 0;font-size:.8rem;color:var(--quiet)}
        .bars meter{width:16rem;max-width:40vw}
        """;
}
