using Pipeline.Configuration.Binding;
using Pipeline.Configuration.Layers;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration;

/// <summary>A YAML document into one validated record, as strict as an experiment but without <c>extends</c> and <c>sweep</c>.</summary>
internal static class RecordReader
{
    /// <param name="path">A YAML file.</param>
    /// <exception cref="ConfigException">The file is missing, is not YAML or does not make the record; all problems at once.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        ConfigProblems problems = new();
        return Bind<T>(ConfigFile.Read(path, ProjectLayout.OfConfig(path).Display(path), problems), problems);
    }

    /// <param name="text">A YAML document, for example of an embedded resource.</param>
    /// <param name="name">What problems call it.</param>
    /// <exception cref="ConfigException">The text is not YAML or does not make the record; all problems at once.</exception>
    public static T Parse<T>(string text, string name)
        where T : class
    {
        ConfigProblems problems = new();
        return Bind<T>(ConfigParser.ParseFile(text, name, problems), problems);
    }

    private static T Bind<T>(ConfigNode? root, ConfigProblems problems)
        where T : class
    {
        var record = root is null ? null : new ConfigBinder(problems).Bind<T>(root);
        problems.ThrowIfAny();
        return record!;
    }
}
