using System.Reflection;
using System.Text;
using Pipeline.Configuration;

namespace Pipeline.Backbones;

/// <summary>Data files inside the program.</summary>
internal static class Embedded
{
    public static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static T Read<T>(string name)
        where T : class => RecordReader.Parse<T>(Text(name), name);
}
