using Pipeline.Backbones;
using Pipeline.Configuration;

namespace Pipeline.Benchmarks;

/// <summary>A network to measure with.</summary>
/// <param name="Name">For tables.</param>
/// <param name="Load">Finds and checks it anew.</param>
internal sealed record BenchNetwork(string Name, Func<Backbone> Load)
{
    public static BenchNetwork Mini => new("resnet-mini", () => Loader(null).Load(new BackboneConfig("resnet-mini")));

    /// <summary>Null without PIPELINE_ASSETS.</summary>
    public static BenchNetwork? ResNet50 => Environment.GetEnvironmentVariable("PIPELINE_ASSETS") is { Length: > 0 } assets
        ? new("ResNet-50", () => Loader(Path.Combine(assets, "weights")).Load(new BackboneConfig(Card: ResNet50Card)))
        : null;

    public static IEnumerable<BenchNetwork> All => new[] { Mini, ResNet50 }.OfType<BenchNetwork>();

    public static string ResNet50Card => Path.Combine(Checkout.Root, "src", "Pipeline.Tests", "Cards", "resnet50.yaml");

    private static BackboneLoader Loader(string? models) => new(ModelFolders.FromEnvironment(models), new ProjectLayout(Checkout.Root));
}

/// <summary>The checkout that this program was built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Pipeline.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new PipelineException("the benchmarks run from a checkout only: Pipeline.sln is in no folder above the program"));
}
