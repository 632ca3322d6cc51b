using System.Diagnostics;
using System.Text;

namespace Pipeline.BrowserTests;

/// <summary>The built program, run to its end as a user's shell would.</summary>
internal static class PipelineProgram
{
    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "pipeline.dll");

    /// <param name="folder">The working folder.</param>
    /// <param name="arguments">What follows the program's name.</param>
    /// <returns>Its standard output; it must have succeeded.</returns>
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"pipeline {string.Join(' ', arguments)} ended with {process.ExitCode}. Output:\n{await output}\nErrors:\n{await errors}");
        return await output;
    }
}
