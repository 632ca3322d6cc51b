using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Pipeline.VisionTraining;

/// <summary>
/// A running <c>pipeline-vision</c>. Its standard input stays open for as long as it is wanted, so that it ends however this process ends; cancelling
/// kills it with whatever it has started. For one thread at a time.
/// </summary>
internal sealed class VisionChild : IDisposable
{
    /// <summary>Of what it says on standard error the end is kept: that is where the reason stands.</summary>
    private const int KeptCharacters = 1 << 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
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
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        _stop = cancellation.Register(Kill);
    }

    /// <summary>What it wrote to standard error, in the end.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Where images go to one that answers.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>
    /// The next line that is meant for this program, a JSON object. Native libraries print to standard output without being asked; that is kept with
    /// what stands on standard error.
    /// </summary>
    /// <returns>Null when it has ended.</returns>
    /// <exception cref="OperationCanceledException">It was killed.</exception>
    public string? ReadLine()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (line.StartsWith('{'))
            {
                return line;
            }

            Keep(line);
        }

        _cancellation.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>After its last line.</summary>
    /// <returns>Its exit code.</returns>
    public int WaitForExit()
    {
        _process.WaitForExit();
        _cancellation.ThrowIfCancellationRequested();
        return _process.ExitCode;
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception problem) when (problem is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>Ends it, and waits until it has ended: nobody writes into its folder afterwards.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        if (!_process.WaitForExit(_cancellation.IsCancellationRequested ? TimeSpan.Zero : Patience))
        {
            Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static Process Begin(string program, IEnumerable<string> arguments)
    {
        bool isLibrary = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isLibrary ? Host : program, isLibrary ? [program, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // TensorFlow tells at length what it does; whoever wants to read that sets the variable himself.
        start.Environment.TryAdd("TF_CPP_MIN_LOG_LEVEL", "1");
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            throw new PipelineException($"{start.FileName} cannot be started: {problem.Message}; build it again with '{VisionProgramFile.Build}'", problem);
        }
    }

    private static string Host => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private void Keep(string? line)
    {
        lock (_said)
        {
            _said.Append(line).Append('\n');
            if (_said.Length > KeptCharacters)
            {
                _said.Remove(0, _said.Length - KeptCharacters);
            }
        }
    }
}
