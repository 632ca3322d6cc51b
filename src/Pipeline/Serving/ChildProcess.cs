using System.ComponentModel;

namespace Pipeline.Serving;

/// <summary>This program again as a child. It is told what to do in one line on its standard input, which stays open for as long as it is wanted.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HeldProcess _process;

    private ChildProcess(HeldProcess process) => _process = process;

    /// <summary>The number that the system gave it.</summary>
    public int Id => _process.Id;

    public StreamReader Output => _process.Output;

    /// <summary>What it wrote to standard error, in one line.</summary>
    public string Complaints => _process.Said.Replace('\n', ' ').Trim();

    /// <param name="purpose">What messages call it.</param>
    /// <param name="order">The line that tells it what to do.</param>
    /// <param name="arguments">The verb, and what follows.</param>
    /// <exception cref="PipelineException">It cannot be started.</exception>
    public static ChildProcess Start(string purpose, string order, params IEnumerable<string> arguments)
    {
        var child = new ChildProcess(Begin(purpose, arguments));
        child.Tell(order);
        return child;
    }

    /// <summary>A further line on its standard input.</summary>
    public void Tell(string line)
    {
        try
        {
            _process.Input.WriteLine(line);
            _process.Input.Flush();
        }
        catch (IOException)
        {
            // It has ended already; its standard error says why.
        }
    }

    /// <summary>Ends it and what it has started at once.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc cref="HeldProcess.WaitForExit"/>
    public int WaitForExit() => _process.WaitForExit();

    /// <summary>Lets it end, and makes it where it does not.</summary>
    public void Dispose()
    {
        _process.End(Patience);
        _process.Dispose();
    }

    // By its own host, or where another program has loaded it, by the runtime.
    private static HeldProcess Begin(string purpose, IEnumerable<string> arguments)
    {
        bool isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "pipeline";
        string program = isHost ? Environment.ProcessPath! : HeldProcess.Runtime;
        try
        {
            return HeldProcess.Start(program, isHost ? arguments : [Path.Combine(AppContext.BaseDirectory, "pipeline.dll"), .. arguments]);
        }
        catch (Win32Exception problem)
        {
            throw new PipelineException($"{purpose} cannot be started ({program}: {problem.Message}); put 'dotnet' on the PATH", problem);
        }
    }
}
