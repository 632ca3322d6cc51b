using System.Text.Json;

namespace Pipeline.Serving;

/// <summary>'pipeline serve' as a child, for as long as it is wanted.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>Hidden from users: the model comes on standard input, and its end is the end.</summary>
    public const string FromStandardInput = "--model-from-stdin";

    /// <summary>A line on its standard input: a full collection of the managed heap, so that /metrics tells what is really alive.</summary>
    public const string Collect = "collect";

    private const string Purpose = "the server for timing.path: http";

    private readonly ChildProcess _process;

    private ServerProcess(ChildProcess process) => _process = process;

    /// <summary>Where it listens.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The number that the system gave it.</summary>
    public int Id => _process.Id;

    /// <summary>What it wrote to standard error.</summary>
    public string Complaints => _process.Complaints;

    /// <returns>Once it listens.</returns>
    /// <exception cref="PipelineException">It does not.</exception>
    public static ServerProcess Start(PortableModel model, CancellationToken cancellation)
    {
        string order = JsonSerializer.Serialize(model, ServingJson.Default.PortableModel);
        var server = new ServerProcess(ChildProcess.Start(Purpose, order, "serve", FromStandardInput, "--port", "0", "--threads", $"{model.Threads}"));
        try
        {
            server.Listen(cancellation);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Asks for a full collection; it is done when /metrics counts two more of them.</summary>
    public void RequestCollection() => _process.Tell(Collect);

    public void Dispose() => _process.Dispose();

    private void Listen(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(_process.Kill);
        while (_process.Output.ReadLine() is { } line)
        {
            if (line.StartsWith("http://", StringComparison.Ordinal))
            {
                Url = line;
                _process.Output.Close();
                return;
            }
        }

        cancellation.ThrowIfCancellationRequested();
        _process.WaitForExit();
        throw new PipelineException($"{Purpose} did not start: {Complaints}");
    }
}
