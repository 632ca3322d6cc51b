using System.Diagnostics;

namespace Pipeline.Tests.Exports;

/// <summary>The sample program of docs/consumer, as a process of its own.</summary>
internal static class Consumer
{
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> Run(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Consumer.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {await errors}");
        return await output;
    }
}
