using System.Runtime.InteropServices;
using Pipeline.Vision.Protocol;
using Tensorflow;

namespace Pipeline.Vision;

/// <summary>The native library, which nothing but a call into it would miss.</summary>
internal static class NativeTensorFlow
{
    private const string Name = c_api.TensorFlowLibName;

    /// <summary>What TensorFlow.NET calls first, and what ML.NET hands its images over with (since TensorFlow 2.4).</summary>
    private static readonly string[] s_needed = ["TF_NewGraph", "TF_StringCopy"];

    private static bool HasPackages => RuntimeInformation.ProcessArchitecture == Architecture.X64 && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows());

    /// <returns>Null where it can be used; else what is missing and what to do, in one line.</returns>
    public static string? Problem()
    {
        try
        {
            nint library = NativeLibrary.Load(Name, typeof(c_api).Assembly, searchPath: null);
            return Array.TrueForAll(s_needed, name => NativeLibrary.TryGetExport(library, name, out _))
                ? null
                : $"the library '{Name}' that loads here is no TensorFlow for TensorFlow.NET {TrainerIdentity.VersionOf(typeof(c_api).Assembly)}: remove it from the library path";
        }
        catch (Exception problem) when (problem is DllNotFoundException or BadImageFormatException)
        {
            return Explain(problem);
        }
    }

    /// <returns>Null where it cannot be used.</returns>
    public static string? Version() => Problem() is null ? Binding.tf.VERSION : null;

    private static string Explain(Exception problem) => FileBeside() switch
    {
        { } file => $"TensorFlow's native library {file} does not load: {Reason(problem, file)}",
        _ when !HasPackages => $"TensorFlow's native library, which ML.NET's trainer needs, exists for Windows and Linux on x64; this is {RuntimeInformation.RuntimeIdentifier}",
        _ => $"TensorFlow's native library is not in {AppContext.BaseDirectory}: 'dotnet build src/Pipeline.Vision -c Release' brings it with the package SciSharp.TensorFlow.Redist",
    };

    // On Linux the loader tells of each place where it looked, a line each.
    private static string Reason(Exception problem, string file) =>
        problem.Message.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(file, StringComparison.Ordinal))?[file.Length..].TrimStart(':', ' ')
        ?? TensorFlowProblem.FirstLine(problem);

    private static string? FileBeside()
    {
        string file = OperatingSystem.IsWindows() ? $"{Name}.dll" : $"lib{Name}.so";
        string folders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append(AppContext.BaseDirectory)
            .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}
