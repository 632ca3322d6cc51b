using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Pipeline.Tests.Recipe;

/// <summary>docs/tutorial.md, done from top to bottom as a reader would: every command in it must work as it stands there.</summary>
[Trait("tier", "recipe")]
public sealed partial class TutorialTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_command_of_the_tutorial_works_in_its_order()
    {
        string photos = _folder["photos"];
        foreach (string label in (string[])["cat", "fox", "horse"])
        {
            Directory.CreateDirectory(Path.Combine(photos, label));
            foreach (string drawing in Directory.GetFiles(Path.Combine(Repository.Root, "data", "raw", "drawings", label)))
            {
                File.Copy(drawing, Path.Combine(photos, label, Path.GetFileName(drawing)));
            }
        }

        ZipFile.CreateFromDirectory(photos, _folder["photos.zip"], CompressionLevel.NoCompression, includeBaseDirectory: true);
        Directory.Delete(photos, recursive: true);

        string folder = _folder.Path;
        int commands = 0;
        foreach (string line in Commands())
        {
            string[] words = [.. Words().Matches(line).Select(word => word.Value.Trim('\''))];
            if (words[0] == "cd")
            {
                folder = Path.Combine(folder, words[1]);
                continue;
            }

            Assert.Equal("pipeline", words[0]);
            using var process = new CliProcess(folder, Environment(), words[1..]);
            var result = process.WaitForExit();
            Assert.True(result.ExitCode == 0, $"'{line}' ended with {result.ExitCode}. {result}");
            commands++;
        }

        Assert.Equal(12, commands);
        Assert.True(File.Exists(_folder["pets", "check.html"]));
        Assert.Equal(3, Directory.GetDirectories(_folder["pets", "artifacts", "runs"]).Length);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Commands()
    {
        bool isInside = false;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "docs", "tutorial.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isInside = line == "```sh";
            }
            else if (isInside)
            {
                yield return line;
            }
        }
    }

    private Dictionary<string, string?> Environment() => new() { ["HOME"] = _folder["home"], ["XDG_CACHE_HOME"] = _folder["home"], ["PIPELINE_MODELS"] = null };

    [GeneratedRegex("'[^']*'|[^ ]+")]
    private static partial Regex Words();
}
