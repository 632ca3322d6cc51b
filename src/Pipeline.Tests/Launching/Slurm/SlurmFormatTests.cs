using Pipeline.Launching.Slurm;

namespace Pipeline.Tests.Launching.Slurm;

public sealed class SlurmFormatTests
{
    [Fact]
    public void A_line_of_the_queue_of_version_22_is_read() =>
        Assert.Equal(
            new SlurmElement(1, 2, new SlurmState("FAILED", SlurmPhase.Failed), new SlurmExit(3, 0), 1, "NonZeroExitCode", "node1", TimeSpan.FromHours(1), "a-sweep"),
            SlurmElement.Parse("1|2|FAILED|768|1|NonZeroExitCode|node1|1:00:00|a-sweep|"));

    [Fact]
    public void A_line_of_the_queue_of_version_24_is_read() =>
        Assert.Equal(
            new SlurmElement(1, 2, new SlurmState("FAILED", SlurmPhase.Failed), new SlurmExit(3, 0), 1, "NonZeroExitCode", "node1", TimeSpan.FromHours(1), "a-sweep"),
            SlurmElement.Parse("1 |2 |FAILED |3:0 |1 |NonZeroExitCode |node1 |1:00:00 |a-sweep |"));

    [Fact]
    public void A_job_that_is_no_array_and_waits_has_neither_number_nor_node() =>
        Assert.Equal(
            new SlurmElement(8, null, new SlurmState("PENDING", SlurmPhase.Pending), default, 0, "Dependency", null, null, "a|b"),
            SlurmElement.Parse("8|N/A|PENDING|0|0|Dependency|n/a|UNLIMITED|a|b|"));

    [Fact]
    public void Something_else_is_no_line_of_the_queue() =>
        Assert.Contains("3 columns", Assert.Throws<FormatException>(() => SlurmElement.Parse("slurm|is|down")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("768", 3, 0)]
    [InlineData("3:0", 3, 0)]
    [InlineData("6", 0, 6)]
    [InlineData("0:6", 0, 6)]
    [InlineData("9", 0, 9)]
    public void Exit_codes_come_in_two_forms(string text, int code, int signal) => Assert.Equal(new SlurmExit(code, signal), SlurmExit.Parse(text));

    [Theory]
    [InlineData("0:36", 36)]
    [InlineData("1:00:00", 3600)]
    [InlineData("2-03:04:05", 183845)]
    public void Durations_are_read(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), SlurmElement.Duration(text));

    [Theory]
    [InlineData("UNLIMITED")]
    [InlineData("INVALID")]
    [InlineData("NOT_SET")]
    [InlineData("")]
    public void What_is_no_duration_is_none(string text) => Assert.Null(SlurmElement.Duration(text));

    [Theory]
    [InlineData("PENDING", SlurmPhase.Pending)]
    [InlineData("COMPLETING", SlurmPhase.Running)]
    [InlineData("CANCELLED by 1000", SlurmPhase.Failed)]
    [InlineData("NODE_FAIL*", SlurmPhase.Failed)]
    [InlineData("Out_of_memory", SlurmPhase.Failed)]
    [InlineData("COMPLETED", SlurmPhase.Completed)]
    public void States_have_a_meaning(string text, object phase) => Assert.Equal(phase, SlurmState.Parse(text).Phase);

    [Fact]
    public void An_unknown_state_is_not_guessed() => Assert.Throws<FormatException>(() => SlurmState.Parse("DREAMING"));
}
