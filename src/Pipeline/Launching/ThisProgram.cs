using System.Reflection;

namespace Pipeline.Launching;

/// <summary>How this program is started again, here or on another machine that sees the same files.</summary>
internal static class ThisProgram
{
    /// <summary>The file to start and what stands before the verb: <c>[/opt/pipeline]</c>, or <c>[/usr/bin/dotnet, /opt/pipeline.dll]</c>.</summary>
    public static IReadOnlyList<string> Command { get; } = Of(Environment.ProcessPath ?? "dotnet", Assembly.GetExecutingAssembly().Location);

    internal static IReadOnlyList<string> Of(string process, string assembly) =>
        Path.GetFileNameWithoutExtension(process) == Path.GetFileNameWithoutExtension(assembly) || assembly.Length == 0 ? [process] : [process, assembly];
}
