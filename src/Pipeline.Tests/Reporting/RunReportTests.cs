using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Reporting;
using Pipeline.Reporting.Pages;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Reporting;

public sealed partial class RunReportTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("invariant")]
    [InlineData("comma")]
    [InlineData("foreign")]
    public void A_report_is_the_same_under_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = NumberCulture.Of(culture);
        var run = _runs.Add(new SyntheticRun("frozen") { Wrong = [1, 11, 21, 22], Lost = [31, 41], Findings = [Finding.Warning("debug_build", "times were measured with a debug build")] });

        // One element a line, so that a difference can be read; style and script are files of their own.
        string html = Report(run).Replace(PageAssets.Style, "", StringComparison.Ordinal).Replace(PageAssets.Script, "", StringComparison.Ordinal)
            .Replace(PageAssets.Policy, "(policy)", StringComparison.Ordinal);
        Snapshot.Matches("report/run.html", SyntheticRuns.Frozen(html, run).Replace("><", ">\n<", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_cell_of_the_matrix_leads_to_as_many_answers_as_it_counts()
    {
        var run = _runs.Add(new SyntheticRun("cells") { Wrong = [1, 11, 12, 21, 22], Lost = [31, 41], Repeats = 2 });
        string html = Report(run);

        var matrix = run.Metrics.Quality.Confusion;
        for (int row = 0; row < matrix.Truths.Count; row++)
        {
            for (int column = 0; column < matrix.Answers.Count; column++)
            {
                string anchor = $"cell-{row}-{column}";
                int count = matrix.Counts[row][column];
                Assert.Equal(count > 0, html.Contains($"href=\"#{anchor}\"", StringComparison.Ordinal));
                Assert.Equal(count, Cards(html, anchor));
            }
        }
    }

    [Fact]
    public void A_run_that_was_not_timed_says_so()
    {
        string html = Report(_runs.Add(new SyntheticRun("untimed") { Ms = null }));

        Assert.Contains("not timed", html, StringComparison.Ordinal);
        Assert.Contains("Not measured yet: a sweep measures it after all of its scores.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_start_of_the_program_is_shown_where_there_were_several()
    {
        string one = Report(_runs.Add(new SyntheticRun("one"))), three = Report(_runs.Add(new SyntheticRun("three") { Launches = 3 }));

        Assert.DoesNotContain("Each start of the program", one, StringComparison.Ordinal);
        Assert.Contains("in each of 3 starts of the program, 50 images", three, StringComparison.Ordinal);
        Assert.Contains("Loading the network took 101 ms, the first prediction 31.0 ms (medians).", three, StringComparison.Ordinal);
        Assert.All(["20.9 ms", "21.1 ms", "21.3 ms"], median => Assert.Contains($">{median}</td>", three[three.IndexOf("Each start of the program", StringComparison.Ordinal)..], StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_head_does_not_have_is_said_and_not_left_blank()
    {
        string html = Report(_runs.Add(new SyntheticRun("zero_shot") { Head = new ZeroShotHeadConfig() }));

        Assert.Contains("The head learns nothing.", html, StringComparison.Ordinal);
        Assert.Contains("does not learn in epochs", html, StringComparison.Ordinal);
        Assert.Contains("None: no check found anything", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_files_labels_and_classes_never_become_markup()
    {
        using var project = new SampleProject();
        string[] labels = ["</script><img src=x onerror=alert(1)>".Replace('/', '\u2215'), "\" onmouseover=\"alert(1)", "]]> <!-- \u202Egpj", new string('w', 200)];
        SampleImage.WriteDataset(project.Images, 3, [.. SampleProject.Classes, .. labels]);
        foreach (string label in labels)
        {
            File.Move(Path.Combine(project.Images, label, "0.png"), Path.Combine(project.Images, label, "'\"><svg onload=alert(1)>.png"));
        }

        var run = project.Make("timing.repeats=0", "timing.refits=1", "description=</title><script>alert(1)</script>");
        string html = File.ReadAllText(Path.Combine(run.Path, RunFiles.Report));

        Assert.Equal(1, Count(html, "<script"));
        Assert.Equal(1, Count(html, "</script"));
        Assert.Equal(1, Count(html, "<!"));
        Assert.Equal(0, Count(html, "<img"));
        Assert.Empty(EventAttribute().Matches(Quoted().Replace(html, "")));
        Assert.DoesNotContain('\u202E', html);
        Assert.Contains(@"\u{202E}gpj", html, StringComparison.Ordinal);
        Assert.Contains(labels[3], html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_made_again_is_the_same_to_the_byte()
    {
        using var project = new SampleProject();
        var run = project.Make("timing.repeats=0", "timing.refits=1");
        string file = Path.Combine(run.Path, RunFiles.Report);
        byte[] first = File.ReadAllBytes(file);
        File.Delete(file);
        Directory.Delete(project["artifacts", "cache", "thumbnails"], recursive: true);

        new RunReport(new ProjectLayout(project.Root), new Progress<Progress>()).Write(run, CancellationToken.None);

        Assert.Equal(first, File.ReadAllBytes(file));
        Assert.Contains("data:image/jpeg;base64,", System.Text.Encoding.UTF8.GetString(first), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_image_stands_in_the_file_once_however_often_it_is_shown()
    {
        using var project = new SampleProject();
        var run = project.Make("timing.repeats=0", "timing.refits=1", "split.repeats=2");

        Assert.Equal(SampleProject.PerClass * SampleProject.Classes.Length, Count(File.ReadAllText(Path.Combine(run.Path, RunFiles.Report)), "data:image/jpeg"));
    }

    private static int Cards(string html, string anchor)
    {
        int start = html.IndexOf($"id=\"{anchor}\"", StringComparison.Ordinal);
        return start < 0 ? 0 : Count(html[start..html.IndexOf("</details>", start, StringComparison.Ordinal)], "class=\"card\"");
    }

    private static int Count(string text, string part) => text.AsSpan().Count(part);

    private string Report(FinishedRun run)
    {
        new RunReport(new ProjectLayout(_runs.Folder), new Progress<Progress>()).Write(run, CancellationToken.None);
        return File.ReadAllText(Path.Combine(run.Path, RunFiles.Report));
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("<[^<>]*\\son[a-z]+\\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex EventAttribute();
}
