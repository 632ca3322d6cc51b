using System.Reflection;
using System.Text;
using Pipeline.Configuration;

namespace Pipeline.Commands;

/// <summary>The files that <c>pipeline init</c> lays out. They are inside the program.</summary>
internal static class ProjectTemplate
{
    private const string Always = "project/", OfSample = "sample/";

    /// <summary>How the configs of the sources are run, and how they are run with the installed program.</summary>
    private const string FromSources = "dotnet run --project src/Pipeline -c Release -- ", Installed = "pipeline ";

    /// <param name="sample">Whether the drawings and the configs that compare on them come along.</param>
    /// <returns>Paths relative to the project, with forward slashes, and contents.</returns>
    public static IEnumerable<(string Path, byte[] Content)> Files(bool sample)
    {
        var program = Assembly.GetExecutingAssembly();
        foreach (string resource in program.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            string name = resource.Replace('\\', '/');
            string? path = name.StartsWith(Always, StringComparison.Ordinal) ? name[Always.Length..]
                : sample && name.StartsWith(OfSample, StringComparison.Ordinal) ? name[OfSample.Length..]
                : null;
            if (path is not null)
            {
                yield return (path, Content(program, resource));
            }
        }

        yield return ("configs/schema/experiment.schema.json", Encoding.UTF8.GetBytes(ConfigSchema.Write()));
    }

    private static byte[] Content(Assembly program, string resource)
    {
        using var stream = program.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return resource.EndsWith(".yaml", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content.ToArray()).ReplaceLineEndings("\n").Replace(FromSources, Installed, StringComparison.Ordinal))
            : content.ToArray();
    }
}
