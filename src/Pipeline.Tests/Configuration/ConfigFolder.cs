using Pipeline.Configuration;
using Pipeline.Configuration.Layers;

namespace Pipeline.Tests.Configuration;

/// <summary>A project of its own in the temporary folder, with a <c>configs</c> folder; gone after the test.</summary>
internal sealed class ConfigFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("pipeline-configs-").FullName;

    public ConfigFolder() => Directory.CreateDirectory(Path.Combine(Root, "configs"));

    public string PathOf(string name) => Path.Combine(Root, "configs", name);

    /// <summary>Adds a file.</summary>
    public ConfigFolder With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    public IReadOnlyList<SampleConfig> Read(string name, params string[] overrides) => LayeredReader.Read<SampleConfig>(PathOf(name), overrides).Records;

    public SampleConfig ReadOne(string name, params string[] overrides) => Assert.Single(Read(name, overrides));

    /// <summary>The problems, one a line.</summary>
    public string Problems(string name, params string[] overrides) => Assert.Throws<ConfigException>(() => Read(name, overrides)).Message;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
