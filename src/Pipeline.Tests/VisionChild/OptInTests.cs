using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pipeline.Tests.VisionChild;

/// <summary>Who does not choose ML.NET's own trainer never asks a feed for its packages.</summary>
public sealed partial class OptInTests
{
    private static string Sources => Path.Combine(Repository.Root, "src");

    [Fact]
    public void The_program_that_trains_with_TensorFlow_is_in_no_solution() =>
        Assert.DoesNotContain("Pipeline.Vision.csproj", File.ReadAllText(Path.Combine(Repository.Root, "Pipeline.sln")), StringComparison.Ordinal);

    [Fact]
    public void No_other_project_refers_to_it_or_to_its_packages()
    {
        var others = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Path.GetFileName(file) != "Pipeline.Vision.csproj")
            .ToList();

        Assert.True(others.Count >= 6, $"{others.Count} projects were seen.");
        Assert.DoesNotContain(others, file => References(file).Any(name => name.EndsWith("Pipeline.Vision.csproj", StringComparison.Ordinal) || Theirs().IsMatch(name)));
    }

    [Fact]
    public void No_lock_file_and_no_central_version_names_its_packages()
    {
        string[] files = [Path.Combine(Repository.Root, "Directory.Packages.props"), .. Directory.EnumerateFiles(Sources, "packages*.lock.json", SearchOption.AllDirectories)];

        Assert.True(files.Length >= 5, $"{files.Length} files were seen.");
        Assert.DoesNotContain(files, file => Theirs().IsMatch(File.ReadAllText(file)));
    }

    [Fact]
    public void Its_ML_NET_is_of_the_version_of_all_others()
    {
        var central = Versions(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var own = Versions(Path.Combine(Sources, "Pipeline.Vision", "Directory.Packages.props"));

        Assert.Equal(central["Microsoft.ML"], own["Microsoft.ML.Vision"]);
        Assert.Equal(central["Microsoft.ML"], own["Microsoft.ML.TensorFlow"]);
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants().Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference").Select(element => element.Attribute("Include")?.Value ?? "");

    private static Dictionary<string, string> Versions(string file) => XDocument.Load(file).Descendants("PackageVersion")
        .ToDictionary(element => element.Attribute("Include")!.Value, element => element.Attribute("Version")!.Value);

    [GeneratedRegex(@"Microsoft\.ML\.(Vision|TensorFlow)\b|SciSharp|TensorFlow\.NET", RegexOptions.IgnoreCase)]
    private static partial Regex Theirs();
}
