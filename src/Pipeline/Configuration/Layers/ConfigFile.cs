using System.Text;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Layers;

/// <summary>Files as text: UTF-8, read whole.</summary>
internal static class ConfigFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The document in a file; null, with a problem, when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The file as it is shown to the user.</param>
    /// <param name="problems">Where problems are added.</param>
    public static ConfigNode? Read(string path, string name, ConfigProblems problems)
    {
        problems.Open(name);
        try
        {
            return ConfigParser.ParseFile(File.ReadAllText(path, Strict), name, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            problems.Add(new ConfigSource(name), "", Explain(path, e));
            return null;
        }
    }

    private static string Explain(string path, Exception e) => e switch
    {
        _ when Directory.Exists(path) => "is a folder; a YAML file is expected",
        FileNotFoundException or DirectoryNotFoundException => "file not found",
        DecoderFallbackException => "is not UTF-8 text",
        _ => $"cannot be read: {ScalarText.OneLine(e.Message, 200)}",
    };
}
