using System.Runtime.InteropServices;

namespace Pipeline.VisionTraining;

/// <summary>Where <c>pipeline-vision</c> is: the program that trains with TensorFlow, built apart from this one.</summary>
internal static class VisionProgramFile
{
    /// <summary>Names the program, wherever it is.</summary>
    public const string Variable = "PIPELINE_VISION";

    public const string Build = "dotnet build src/Pipeline.Vision -c Release";

    private const string Name = "pipeline-vision";

    /// <summary>TensorFlow's package holds libraries for x64, on Windows and Linux.</summary>
    public static bool HasTensorFlow => RuntimeInformation.ProcessArchitecture == Architecture.X64 && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows());

    /// <summary>Why there is no such program, and what to do, in one line.</summary>
    public static string Absent => HasTensorFlow
        ? $"ML.NET's image classification trainer works in a program of its own, which is not built here: '{Build}' builds it, or {Variable} names it (docs/vision.md)"
        : $"ML.NET's image classification trainer needs TensorFlow, which there is for x64 on Windows and Linux only: this is {RuntimeInformation.RuntimeIdentifier} (docs/vision.md)";

    /// <summary>Where the variable says, else beside this program, else where the sources build it.</summary>
    /// <param name="root">The project's folder.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="PipelineException">The variable names no file.</exception>
    public static string? Find(string root)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? Path.GetFullPath(named) : throw new PipelineException($"{Variable} names {named}, which is no file");
        }

        return Candidates(root).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Candidates(string root) =>
        from folder in (string[])[AppContext.BaseDirectory, .. Upwards(AppContext.BaseDirectory).Append(root).SelectMany(Built)]
        from file in OperatingSystem.IsWindows() ? (string[])[$"{Name}.exe", $"{Name}.dll"] : [Name, $"{Name}.dll"]
        select Path.Combine(folder, file);

    private static IEnumerable<string> Built(string root) =>
        from configuration in (string[])["Release", "Debug"]
        select Path.Combine(root, "src", "Pipeline.Vision", "bin", configuration, "net10.0");

    private static IEnumerable<string> Upwards(string folder)
    {
        for (var ancestor = new DirectoryInfo(folder); ancestor is not null; ancestor = ancestor.Parent)
        {
            yield return ancestor.FullName;
        }
    }
}
