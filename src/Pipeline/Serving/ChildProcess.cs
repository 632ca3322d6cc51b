using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Pipeline.Serving;

/// <summary>
/// This program again as a child. It is told what to do in one line on its standard input, which stays open for as long as it is wanted: however this
/// process ends, killed included, the system closes that input and the child ends.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly StringBuilder _complaints = new();

    private ChildProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_complaints)
            {
                _complaints.Append(line.Data).Append(' ');
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>The number that the system gave it.</summary>
    public int Id => _process.Id;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>What it wrote to standard error.</summary>
    public string Complaints
    {
        get
        {
            lock (_complaints)
            {
                return _complaints.ToString().Trim();
            }
        }
    }

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
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended already; its standard error says why.
        }
    }

    /// <summary>Ends it and what it has started at once.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <returns>Its exit code, once it has ended and all that it wrote was read.</returns>
    public int WaitForExit()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Lets it end, and makes it where it does not.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        if (!_process.WaitForExit(Patience))
        {
            Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static Process Begin(string purpose, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Program(out string[] before), [.. before, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            throw new PipelineException($"{purpose} cannot be started ({start.FileName}: {problem.Message}); put 'dotnet' on the PATH", problem);
        }
    }

    /// <summary>This program again: by its own host, or where another program has loaded it, by the runtime.</summary>
    private static string Program(out string[] before)
    {
        string? host = Environment.ProcessPath, name = Path.GetFileNameWithoutExtension(host);
        before = name == "pipeline" ? [] : [Path.Combine(AppContext.BaseDirectory, "pipeline.dll")];
        return name is "pipeline" or "dotnet" ? host! : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
    }
}
