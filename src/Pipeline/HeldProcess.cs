using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Pipeline;

/// <summary>
/// A child that this process holds by its standard input: however this process ends, killed included, the system closes that input, and the child ends
/// by it. For one thread at a time.
/// </summary>
internal sealed class HeldProcess : IDisposable
{
    /// <summary>Of what it says the end is kept: that is where the reason stands.</summary>
    private const int KeptCharacters = 1 << 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private HeldProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>What starts a library: the runtime that runs this program, else the one that is found.</summary>
    public static string Runtime => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The number that the system gave it.</summary>
    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>What it wrote to standard error, and what was kept with that; the end of it.</summary>
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

    /// <param name="program">A file, or a name on the PATH.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="variables">Set where the environment does not have them.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static HeldProcess Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment.TryAdd(name, value);
        }

        return new HeldProcess(Process.Start(start)!);
    }

    /// <summary>Puts a line to what it said.</summary>
    public void Keep(string? line)
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

    /// <summary>Ends it and what it has started at once.</summary>
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

    /// <returns>Its exit code, once it has ended and all that it wrote was read.</returns>
    public int WaitForExit()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Lets it end, makes it where it does not, and waits until it has: nothing of it goes on afterwards.</summary>
    /// <param name="patience">How long it may take by itself.</param>
    public void End(TimeSpan patience)
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        if (!_process.WaitForExit(patience))
        {
            Kill();
            _process.WaitForExit();
        }
    }

    /// <summary>After <see cref="End"/>.</summary>
    public void Dispose() => _process.Dispose();
}
