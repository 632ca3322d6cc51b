using System.Globalization;
using System.Xml.Linq;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Reporting;
using Pipeline.Reporting.Pages;

namespace Pipeline.Tests.Reporting;

public sealed class ComparisonHtmlTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();
    private readonly FinishedRun _good;
    private readonly FinishedRun _bad;

    public ComparisonHtmlTests() =>
        (_good, _bad) = (_runs.Add(new SyntheticRun("good") { Wrong = [7] }), _runs.Add(new SyntheticRun("bad") { Lost = [1, 11, 21, 31, 41, 42], Head = new LbfgsHeadConfig(), Ms = 10 }));

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("invariant")]
    [InlineData("comma")]
    [InlineData("foreign")]
    public void A_comparison_is_the_same_under_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = NumberCulture.Of(culture);

        string html = Page(allPairs: false).Replace(PageAssets.Style, "", StringComparison.Ordinal).Replace(PageAssets.Script, "", StringComparison.Ordinal)
            .Replace(PageAssets.Policy, "(policy)", StringComparison.Ordinal);
        Snapshot.Matches("report/comparison.html", SyntheticRuns.Frozen(html, _good, _bad).Replace("><", ">\n<", StringComparison.Ordinal));
    }

    [Fact]
    public void Images_that_one_alone_got_right_stand_on_its_side()
    {
        string html = Page(allPairs: false);
        int bad = html.IndexOf("Only bad right: 1 image", StringComparison.Ordinal), good = html.IndexOf("Only good right: 6 images", StringComparison.Ordinal);

        Assert.InRange(bad, 1, good);
        Assert.Contains("photo 07.jpg", html[bad..good], StringComparison.Ordinal);
        Assert.DoesNotContain("photo 42.jpg", html[bad..good], StringComparison.Ordinal);
        Assert.Contains("photo 42.jpg", html[good..], StringComparison.Ordinal);
    }

    [Fact]
    public void All_pairs_make_a_matrix_that_mirrors_itself()
    {
        string html = Page(allPairs: true);

        Assert.Contains(">better</td>", html, StringComparison.Ordinal);
        Assert.Contains(">worse</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_of_its_own_carries_its_colours()
    {
        var report = ComparisonReport.Of([_good, _bad], _good, new Progress<Progress>(), default);
        string svg = ChartFiles.Svg(ComparisonHtml.Drawings(report).First());

        Assert.StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"", svg, StringComparison.Ordinal);
        Assert.Contains("fill: #0072b2", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
        XDocument.Parse(svg);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Score_against_time_shows_how_sure_both_are(int launches)
    {
        var (slow, fast) = (_runs.Add(new SyntheticRun("slow") { Launches = launches }), _runs.Add(new SyntheticRun("fast") { Launches = launches, Ms = 10 }));
        var report = ComparisonReport.Of([slow, fast], slow, new Progress<Progress>(), default);
        var row = report.Leaderboard.Single(one => one.Name == "slow");
        var chart = XDocument.Parse(ChartFiles.Svg(ComparisonHtml.Drawings(report).Single(one => one.Name == "score-time")));

        Assert.True(row.InferenceInterval!.Value.Contains(row.InferenceMs!.Value));
        Assert.InRange(row.InferenceInterval.Value.Width, 0.01, 0.2 * row.InferenceMs.Value);
        var whiskers = chart.Descendants().Where(one => (string?)one.Attribute("class") == "whisker").ToList();
        Assert.Equal(2, whiskers.Count(one => one.Attribute("y1")!.Value == one.Attribute("y2")!.Value && one.Attribute("x1")!.Value != one.Attribute("x2")!.Value));
        Assert.Equal(2, whiskers.Count(one => one.Attribute("x1")!.Value == one.Attribute("x2")!.Value));
        Assert.Contains($"({Format.Milliseconds(row.InferenceInterval.Value.Low)} to {Format.Milliseconds(row.InferenceInterval.Value.High)})", chart.Root!.Value, StringComparison.Ordinal);
    }

    private string Page(bool allPairs)
    {
        var text = new StringWriter { NewLine = "\n" };
        var report = ComparisonReport.Of([_good, _bad], allPairs ? null : _good, new Progress<Progress>(), default);
        new ComparisonHtml(new Progress<Progress>()).Write(text, report, run => $"{run.Record.Folder}/report.html", CancellationToken.None);
        return text.ToString();
    }
}
