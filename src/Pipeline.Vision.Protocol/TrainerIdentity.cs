using System.Reflection;

namespace Pipeline.Vision.Protocol;

/// <summary>Who trains: read from the assembly that holds the trainer, so that no other can pass for ML.NET's own.</summary>
/// <param name="Name">Name of that assembly: <see cref="MlNet"/> for ML.NET's trainer.</param>
/// <param name="Version">Its version.</param>
/// <param name="Libraries">Versions of what else the numbers depend on, by name.</param>
public sealed record TrainerIdentity(string Name, string Version, SortedDictionary<string, string> Libraries)
{
    /// <summary>The assembly of ML.NET's own trainer.</summary>
    public const string MlNet = "Microsoft.ML.Vision";

    /// <param name="trainer">Who answers.</param>
    public static TrainerIdentity Of(IImageTrainer trainer)
    {
        var assembly = trainer.Engine.Assembly;
        return new(assembly.GetName().Name!, VersionOf(assembly), new(trainer.Libraries.ToDictionary(), StringComparer.Ordinal));
    }

    /// <summary>The version that a package gave an assembly, without the commit.</summary>
    public static string VersionOf(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString() ?? "unknown").Split('+')[0];

    /// <summary>In one line, for example <c>Microsoft.ML.Vision 5.0.1 (TensorFlow 2.16.0)</c>.</summary>
    public override string ToString() =>
        $"{Name} {Version}{(Libraries.Count == 0 ? "" : $" ({string.Join(", ", Libraries.Select(library => $"{library.Key} {library.Value}"))})")}";
}
