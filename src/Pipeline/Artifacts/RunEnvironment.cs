using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Pipeline.Artifacts;

/// <summary>The machine and the program that made a run. Times mean nothing without it.</summary>
/// <param name="Version">Product version.</param>
/// <param name="Commit">Source commit of the program, where the build knew it.</param>
/// <param name="Host">Machine name; times of different hosts are not comparable.</param>
/// <param name="System">Operating system and processor architecture.</param>
/// <param name="Processor">Processor model.</param>
/// <param name="Cores">Logical processors that the process may use.</param>
/// <param name="Runtime">.NET runtime.</param>
/// <param name="Optimised">False for a debug build, whose times mislead.</param>
/// <param name="Libraries">Versions of the libraries that numbers depend on.</param>
internal sealed record RunEnvironment(
    string Version, string? Commit, string Host, string System, string Processor, int Cores, string Runtime, bool Optimised, SortedDictionary<string, string> Libraries)
{
    private static readonly Type[] LibraryTypes =
        [typeof(Microsoft.ML.MLContext), typeof(Microsoft.ML.OnnxRuntime.InferenceSession), typeof(NetVips.Image), typeof(SkiaSharp.SKBitmap)];

    /// <summary>All of it in one line of a log.</summary>
    [JsonIgnore]
    public string Summary =>
        $"pipeline {Version} ({Commit ?? "commit unknown"}{(Optimised ? "" : ", debug build")}), {Runtime}, {System}, {Processor}, {Cores} cores; "
        + string.Join(", ", Libraries.Select(library => $"{library.Key} {library.Value}"));

    /// <summary>The product's version without the commit.</summary>
    public static string ProductVersion => Informational(typeof(RunEnvironment).Assembly).Split('+')[0];

    /// <summary>This process's, looked up once.</summary>
    public static RunEnvironment Current => field ??= Capture();

    public static RunEnvironment Capture()
    {
        var assembly = typeof(RunEnvironment).Assembly;
        return new RunEnvironment(
            ProductVersion,
            Informational(assembly).Split('+') is [_, var commit] ? commit : null,
            Environment.MachineName,
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
            ProcessorName(),
            Environment.ProcessorCount,
            RuntimeInformation.FrameworkDescription,
            assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true },
            new(LibraryTypes.ToDictionary(type => type.Assembly.GetName().Name!, type => Informational(type.Assembly).Split('+')[0]), StringComparer.Ordinal));
    }

    private static string Informational(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version!.ToString();

    private static string ProcessorName()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? model = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return model ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
