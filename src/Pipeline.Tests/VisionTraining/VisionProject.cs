using System.Text.Json;
using Pipeline.Backbones;
using Pipeline.Tests.Recipe;
using Pipeline.Vision.Protocol;

namespace Pipeline.Tests.VisionTraining;

/// <summary>A sample project whose images a stand-in of <c>pipeline-vision</c> learns, in a process of its own.</summary>
internal sealed class VisionProject : IDisposable
{
    public const string StandInName = "Pipeline.Vision.StandIn";

    public const string Head = "{ kind: mlnet_vision, architecture: mobilenet_v2, epochs: 6 }";

    private const VisionArchitecture Architecture = VisionArchitecture.MobilenetV2;

    /// <param name="withNetwork">Whether the file that a training starts from is there; the stand-in does not look into it.</param>
    public VisionProject(bool withNetwork = true)
    {
        if (withNetwork)
        {
            string file = Project["home", Architecture.NetworkFile];
            WholeFile.WriteText(file, "no network, but the stand-in asks for none");
            new ModelShelf(Project["models"]).Put(PretrainedNetworks.CardOf(Architecture, file), () => File.OpenRead(file));
        }

        Config = Project.Config("vision.yaml", Text(Head));
    }

    public static string StandIn => Path.Combine(AppContext.BaseDirectory, $"{StandInName}.dll");

    public SampleProject Project { get; } = new();

    public string Config { get; }

    public string Network => Project["models", Architecture.NetworkFile];

    public static string Text(string head, string more = "") => $$"""
        name: vision
        dataset: data/raw/animals
        backbone: { card: models/tiny.yaml }
        head: {{head}}
        split: { kind: k_fold, folds: 3 }
        timing: { warm_up: 1, repeats: 1, images: 2 }
        {{more}}
        """;

    public CliResult Run(params string[] arguments) => RunWith("", arguments);

    /// <param name="fault">What the stand-in does wrong.</param>
    public CliResult RunWith(string fault, params string[] arguments) => Project.RunWith(Environment(fault), Project.Root, arguments);

    public CliProcess Start(string fault, params string[] arguments) => new(Project.Root, Everything(fault), arguments);

    public static JsonElement Record(string run) => JsonElement.Parse(File.ReadAllText(Path.Combine(run, "run.json")));

    public void Dispose() => Project.Dispose();

    private static Dictionary<string, string?> Environment(string fault) => new() { ["PIPELINE_VISION"] = StandIn, ["STAND_IN"] = fault };

    private Dictionary<string, string?> Everything(string fault) => new(Environment(fault)) { ["PIPELINE_MODELS"] = Project["models"], ["XDG_CACHE_HOME"] = Project["home"], ["HOME"] = Project["home"] };
}
