using System.ComponentModel;
using Pipeline.Configuration.Layers;

namespace Pipeline.Configuration;

/// <summary>A launcher in a file of its own: how a sweep was launched, for whoever goes on with it.</summary>
[Description("How a sweep is launched.")]
public sealed record LauncherFile([Description("Where its experiments are carried out.")] LauncherConfig Launcher)
{
    /// <param name="path">A file that <see cref="Write"/> made; null for none.</param>
    /// <param name="overrides">What follows each <c>--set</c>: <c>launcher.key=value</c>.</param>
    /// <exception cref="ConfigException">All problems at once.</exception>
    internal static LauncherConfig Read(string? path, IReadOnlyList<string> overrides) => LayeredReader.Read<LauncherFile>(path, overrides).Records[0].Launcher;

    internal static void Write(string path, LauncherConfig launcher) => WholeFile.WriteText(path, ConfigWriter.Write(new LauncherFile(launcher)));
}
