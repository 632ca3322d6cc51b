using Microsoft.Extensions.Time.Testing;
using Pipeline.Commands;
using Spectre.Console;

namespace Pipeline.Tests.Commands;

public sealed class ConsoleProgressTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void A_stage_of_less_than_a_second_is_not_mentioned()
    {
        Report((0, 0), (0.4, 50), (0.9, 100));

        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void Without_a_terminal_there_is_a_plain_line_with_rate_and_time_left_now_and_then()
    {
        Report((0, 0), (2, 20), (3, 30), (12, 60), (25, 100));

        Assert.Equal(
            "extracting features: 20 of 100 images, 10.0/s, 8 s left\nextracting features: 60 of 100 images, 5.0/s, 8 s left\n",
            _output.ToString());
    }

    [Fact]
    public void Long_waits_are_told_in_minutes_and_hours()
    {
        Assert.EndsWith("10 min left", ConsoleProgress.Line(new Progress("s", 1, 601, "images"), TimeSpan.FromSeconds(1)), StringComparison.Ordinal);
        Assert.EndsWith("2 h left", ConsoleProgress.Line(new Progress("s", 1, 7201, "images"), TimeSpan.FromSeconds(1)), StringComparison.Ordinal);
    }

    private void Report(params (double Second, int Done)[] reports)
    {
        var start = _clock.GetUtcNow();
        var progress = new ConsoleProgress(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output) }), _clock);
        foreach (var (second, done) in reports)
        {
            _clock.SetUtcNow(start.AddSeconds(second));
            progress.Report(new Progress("extracting features", done, 100, "images"));
        }
    }
}
