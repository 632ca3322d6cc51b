using System.ComponentModel;

namespace Pipeline.VisionTraining;

/// <summary>A running <c>pipeline-vision</c>. Cancelling kills it with whatever it has started. For one thread at a time.</summary>
internal sealed class VisionChild : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HeldProcess _process;
    private readonly CancellationTokenRegistration _stop;
    private readonly CancellationToken _cancellation;

    /// <param name="program">From <see cref="VisionProgramFile"/>.</param>
    /// <param name="arguments">A verb, and its folder.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="PipelineException">It cannot be started.</exception>
    public VisionChild(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _cancellation = cancellation;
        _process = Begin(program, arguments);
        _stop = cancellation.Register(Kill);
    }

    /// <inheritdoc cref="HeldProcess.Said"/>
    public string Said => _process.Said;

    public bool HasExited => _process.HasExited;

    /// <summary>Where images go to one that answers.</summary>
    public Stream Input => _process.Input.BaseStream;

    /// <summary>
    /// The next line that is meant for this program, a JSON object. Native libraries print to standard output without being asked; that is kept with
    /// what stands on standard error.
    /// </summary>
    /// <returns>Null when it has ended.</returns>
    /// <exception cref="OperationCanceledException">It was killed.</exception>
    public string? ReadLine()
    {
        while (_process.Output.ReadLine() is { } line)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (line.StartsWith('{'))
            {
                return line;
            }

            _process.Keep(line);
        }

        _cancellation.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>After its last line.</summary>
    /// <returns>Its exit code.</returns>
    public int WaitForExit()
    {
        int code = _process.WaitForExit();
        _cancellation.ThrowIfCancellationRequested();
        return code;
    }

    public void Kill() => _process.Kill();

    /// <summary>Ends it, and waits until it has ended: nobody writes into its folder afterwards.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        _process.End(_cancellation.IsCancellationRequested ? TimeSpan.Zero : Patience);
        _process.Dispose();
    }

    private static HeldProcess Begin(string program, IEnumerable<string> arguments)
    {
        bool isLibrary = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        string file = isLibrary ? HeldProcess.Runtime : program;
        try
        {
            // TensorFlow tells at length what it does; whoever wants to read that sets the variable himself.
            return HeldProcess.Start(file, isLibrary ? [program, .. arguments] : arguments, ("TF_CPP_MIN_LOG_LEVEL", "1"));
        }
        catch (Win32Exception problem)
        {
            throw new PipelineException($"{file} cannot be started: {problem.Message}; build it again with '{VisionProgramFile.Build}'", problem);
        }
    }
}
