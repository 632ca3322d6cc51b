using Microsoft.Extensions.Time.Testing;
using Pipeline.Commands;
using Spectre.Console;

namespace Pipeline.Tests.Commands;

public sealed class TerminalTests : IDisposable
{
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private readonly FullDisk _output = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly Terminal _terminal;

    public TerminalTests() => _terminal = new Terminal(Console(_output), Console(_errors), _clock);

    public void Dispose()
    {
        _errors.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void Output_that_cannot_be_written_is_a_problem_of_one_line()
    {
        const string Expected = "standard output cannot be written: No space left on device";

        Assert.Equal(Expected, Assert.Throws<PipelineException>(() => _terminal.WriteLine("result")).Message);
        Assert.Equal(Expected, Assert.Throws<PipelineException>(() => _terminal.Write(new Table().AddColumn("result"))).Message);
    }

    [Fact]
    public void Progress_that_cannot_be_written_stops_nothing()
    {
        _terminal.Progress.Report(new Progress("work", 0, 9, "images"));
        _clock.Advance(TimeSpan.FromSeconds(2));

        _terminal.Progress.Report(new Progress("work", 1, 9, "images"));

        Assert.Equal(1, _output.Attempts);
    }

    [Fact]
    public void A_problem_is_written_as_it_is_and_without_a_place_for_it_nothing_is_thrown()
    {
        _terminal.WriteError("[red]x[/]: " + new string('y', 300));
        new Terminal(Console(_output), Console(_output), _clock).WriteError("nobody hears");

        Assert.Equal("[red]x[/]: " + new string('y', 300) + "\n", _errors.ToString());
        Assert.Equal(1, _output.Attempts);
    }

    private static IAnsiConsole Console(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });

    private sealed class FullDisk : StringWriter
    {
        public int Attempts { get; private set; }

        public override void Write(string? value) => Fail();

        public override void Write(char value) => Fail();

        public override void WriteLine(string? value) => Fail();

        private void Fail()
        {
            Attempts++;
            throw new IOException("No space left on device");
        }
    }
}
