using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.Tests.Recipe;

/// <summary>The built program as a process of its own: what a user's shell would see of it.</summary>
internal sealed class CliProcess : IDisposable
{
    /// <summary>Far above what anything here takes on a busy machine; it only keeps a hang from lasting for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Captured _output = new();
    private readonly Captured _errors = new();

    /// <param name="folder">The working folder.</param>
    /// <param name="environment">Added to this process's own variables; null takes one away.</param>
    /// <param name="arguments">What follows the program's name.</param>
    public CliProcess(string folder, IEnumerable<KeyValuePair<string, string?>> environment, params IEnumerable<string> arguments)
        : this("dotnet", [Program, .. arguments], folder, environment) { }

    private CliProcess(string program, IEnumerable<string> arguments, string folder, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, data) => _output.Add(data.Data);
        _process.ErrorDataReceived += (_, data) => _errors.Add(data.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "pipeline.dll");

    /// <summary>A command line of bash, in which <c>pipeline</c> is the program.</summary>
    public static CliProcess Shell(string folder, IEnumerable<KeyValuePair<string, string?>> environment, string line) =>
        new("bash", ["-c", $"pipeline() {{ dotnet '{Program}' \"$@\"; }}; export -f pipeline; {line}"], folder, environment);

    /// <summary>Waits for a sign of life, and fails at once when the process ends without it.</summary>
    public void WaitFor(string sign, Func<CliProcess, bool> seen)
    {
        var waited = Stopwatch.StartNew();
        while (!seen(this))
        {
            Assert.False(_process.WaitForExit(5), $"The process ended with {(_process.HasExited ? _process.ExitCode : 0)} before there was {sign}. {this}");
            Assert.True(waited.Elapsed < Patience, $"There was no {sign}. {this}");
        }
    }

    /// <summary>Waits for a text on standard output.</summary>
    public void WaitForOutput(string text) => WaitFor($"'{text}'", process => process._output.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>What it has written so far.</summary>
    public IReadOnlyList<string> OutputLines => _output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public int Id => _process.Id;

    public void Signal(Signal signal) => Signal(Id, signal);

    /// <summary>To a process that the program has started.</summary>
    public static void Signal(int process, Signal signal) => Assert.Equal(0, NativeMethods.Kill(process, (int)signal));

    /// <returns>False when it had ended by itself.</returns>
    public bool Kill() => NativeMethods.Kill(_process.Id, (int)Recipe.Signal.Kill) == 0;

    /// <returns>Whether it ended within that time.</returns>
    public bool WaitForExit(TimeSpan time) => _process.WaitForExit(time);

    public CliResult WaitForExit()
    {
        Assert.True(_process.WaitForExit(Patience), $"The process did not end. {this}");
        _process.WaitForExit(); // Only this overload waits for the rest of the output.
        return new CliResult(_process.ExitCode, _output.Text, _errors.Text);
    }

    public override string ToString() => $"Output:\n{_output.Text}\nErrors:\n{_errors.Text}";

    /// <summary>No process outlives its test.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>Lines that another thread adds.</summary>
    private sealed class Captured
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public void Add(string? line)
        {
            lock (_text)
            {
                _text.Append(line is null ? "" : line + "\n");
            }
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int process, int signal);
    }
}

/// <summary>Signals by their POSIX numbers.</summary>
public enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,

    /// <summary>Stands still, whatever it was about to do. Linux; elsewhere another number.</summary>
    Stop = 19,
}

/// <summary>What a finished process left.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> OutputLines => Lines(Output);

    public IReadOnlyList<string> ErrorLines => Lines(Errors);

    /// <summary>The exit code, and on standard error exactly these lines.</summary>
    public CliResult Ended(int exitCode, params string[] errors)
    {
        Assert.True(exitCode == ExitCode, $"Ended with {ExitCode} where {exitCode} was expected. {this}");
        Assert.Equal(errors, ErrorLines);
        return this;
    }

    public override string ToString() => $"Output:\n{Output}\nErrors:\n{Errors}";

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
