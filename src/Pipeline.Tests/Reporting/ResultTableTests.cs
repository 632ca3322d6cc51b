using Pipeline.Artifacts;
using Pipeline.Reporting;
using Pipeline.Tests.Artifacts;
using Spectre.Console;

namespace Pipeline.Tests.Reporting;

public sealed class ResultTableTests(SampleRun sample) : IClassFixture<SampleRun>
{
    private static readonly string[] Names = ["quickstart-softmax-adam", "quickstart-zero_shot-imagenet", "quickstart-lbfgs"];

    [Fact]
    public void A_wide_terminal_shows_every_column()
    {
        string[] lines = Render(120);

        Assert.All(new[] { "configuration", "training", "inference", "score", "guessing", "top-1", "95 %" }, column => Assert.Contains(column, lines[1], StringComparison.Ordinal));
        Assert.Contains("quickstart-zero_shot-imagenet", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Eighty_characters_hold_a_row_per_run_without_what_all_names_share()
    {
        string[] lines = Render(80);

        Assert.StartsWith("quickstart-...", lines[0], StringComparison.Ordinal);
        Assert.Equal(["softmax-adam", "zero_shot-imagenet", "lbfgs"], lines[1..4].Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void Forty_characters_hold_a_few_lines_per_run()
    {
        string[] lines = Render(40);

        Assert.Equal(Names, lines.Where(line => !line.StartsWith(' ')).Select(line => line.Trim()));
    }

    [Theory]
    [InlineData(36)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void No_line_is_wrapped_or_cut(int width)
    {
        string[] lines = Render(width);

        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, width));
        Assert.DoesNotContain(lines, line => line.Contains('…', StringComparison.Ordinal));
    }

    private string[] Render(int width)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        FinishedRun[] runs = [.. Names.Select(name => sample.Made with { Record = sample.Made.Record with { Name = name } })];
        console.Write(ResultTable.Of(runs, width));
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
