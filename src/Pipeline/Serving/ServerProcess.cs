using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Pipeline.Serving;

/// <summary>
/// 'pipeline serve' as a child. It is told what to serve on its standard input, which stays open for as long as it is wanted: however this
/// process ends, killed included, the system closes that input and the child ends.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>Hidden from users: the model comes on standard input, and its end is the end.</summary>
    public const string FromStandardInput = "--model-from-stdin";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly StringBuilder _complaints = new();

    private ServerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_complaints)
            {
                _complaints.Append(line.Data).Append(' ');
            }
        };
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; private set; } = "";

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

    /// <returns>Once it listens.</returns>
    /// <exception cref="PipelineException">It does not.</exception>
    public static ServerProcess Start(PortableModel model, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Program(out string[] before), [.. before, "serve", FromStandardInput, "--port", "0", "--threads", $"{model.Threads}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        var server = new ServerProcess(Begin(start));
        try
        {
            server.Listen(model, cancellation);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

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
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Listen(PortableModel model, CancellationToken cancellation)
    {
        _process.BeginErrorReadLine();
        using var stop = cancellation.Register(_process.Kill);
        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(model, ServingJson.Default.PortableModel));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended already; its standard error says why.
        }

        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("http://", StringComparison.Ordinal))
            {
                Url = line;
                _process.StandardOutput.Close();
                return;
            }
        }

        cancellation.ThrowIfCancellationRequested();
        _process.WaitForExit();
        throw new PipelineException($"the server for timing.path: http did not start: {Complaints}");
    }

    private static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            throw new PipelineException($"the server for timing.path: http cannot be started ({start.FileName}: {problem.Message}); put 'dotnet' on the PATH", problem);
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
