using Spectre.Console;

namespace Pipeline.Commands;

/// <summary>Where a verb writes: results to standard output, problems to standard error.</summary>
internal sealed class Terminal(IAnsiConsole output, IAnsiConsole errors, TimeProvider clock)
{
    /// <summary>Wide enough for the tables; what is not a terminal does not wrap at all.</summary>
    private const int FileWidth = 200;

    public IAnsiConsole Output => output;

    /// <summary>What is said when a signal has ended the program.</summary>
    public string Farewell { get; set; } = "stopped; nothing half-written stays, and the same command goes on from what is finished";

    public TimeProvider Clock => clock;

    /// <summary>Characters in a line.</summary>
    public int Width => output.Profile.Width;

    public ConsoleProgress Progress { get; } = new(output, clock);

    public static Terminal OfProcess(TimeProvider clock) => new(Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected), clock);

    /// <summary>A line as it is: no markup, no wrapping.</summary>
    /// <exception cref="PipelineException">Standard output goes to a full disk, or is closed.</exception>
    public void WriteLine(string line)
    {
        Progress.Clear();
        Guard(() => output.Profile.Out.Writer.WriteLine(line));
    }

    /// <inheritdoc cref="WriteLine"/>
    public void Write(Table table)
    {
        Progress.Clear();
        Guard(() => output.Write(table));
    }

    /// <summary>What is wrong, one line per problem. Where it cannot be written, the exit code alone must tell.</summary>
    public void WriteError(string message)
    {
        Progress.Clear();
        try
        {
            errors.Profile.Out.Writer.WriteLine(message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Asks, and takes only a plain yes for one.</summary>
    /// <exception cref="PipelineException">Nobody is there to answer.</exception>
    public bool Confirm(string question)
    {
        if (Console.IsInputRedirected)
        {
            throw new PipelineException($"{question} Nobody is there to answer: say --yes to go on");
        }

        Progress.Clear();
        Guard(() => output.Profile.Out.Writer.Write($"{question} [y/N] "));
        return Console.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"standard output cannot be written: {problem.Message}", problem);
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (redirected)
        {
            console.Profile.Width = FileWidth;
        }

        return console;
    }
}
