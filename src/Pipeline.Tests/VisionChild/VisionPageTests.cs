using System.Reflection;
using Pipeline.Configuration;
using Pipeline.Vision.Protocol;

namespace Pipeline.Tests.VisionChild;

/// <summary>What docs/vision.md says is what the program reads.</summary>
public sealed class VisionPageTests
{
    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "vision.md"));

    [Fact]
    public void Its_example_is_an_experiment()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["vision.yaml"], Page.Split("```yaml\n")[1].Split("```")[0]);
        var config = Assert.Single(ExperimentConfigReader.Read(folder["vision.yaml"]));

        Assert.Equal(VisionArchitecture.MobilenetV2, Assert.IsType<MlNetVisionHeadConfig>(config.Head).Architecture);
    }

    [Fact]
    public void Its_networks_are_those_that_there_are() => Assert.All(Enum.GetValues<VisionArchitecture>(), network =>
        Assert.Contains(Page.Split('\n'), line => line.StartsWith($"| `{network.Name}`", StringComparison.Ordinal)
            && line.Contains($"`{network.NetworkFile}`", StringComparison.Ordinal) && line.EndsWith($"| {network.InputSize} |", StringComparison.Ordinal)));

    [Fact]
    public void Its_schedules_are_those_that_there_are() => Assert.All(KindsOf<VisionScheduleConfig>(), kind =>
        Assert.Contains(Page.Split('\n'), line => line.StartsWith($"| `{kind}` |", StringComparison.Ordinal)));

    private static string[] KindsOf<T>() =>
        [.. typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T))).Select(type => type.GetCustomAttribute<KindAttribute>()!.Name)];
}
