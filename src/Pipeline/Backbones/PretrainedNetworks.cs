using Pipeline.Vision.Protocol;

namespace Pipeline.Backbones;

/// <summary>
/// The networks that ML.NET's image classification trainer starts from. Microsoft publishes neither size nor hash of them. So this catalogue knows none
/// either: what the first pull or <c>models add</c> brings is recorded in a card beside the file, and from then on only those bytes count.
/// </summary>
internal static class PretrainedNetworks
{
    /// <summary>Where ML.NET itself fetches them.</summary>
    private const string Mirror = "https://aka.ms/mlnet-resources/meta/{file}";

    public static IReadOnlyList<VisionArchitecture> All { get; } = Enum.GetValues<VisionArchitecture>();

    /// <summary>Its name in <c>models</c> verbs.</summary>
    public static string NameOf(VisionArchitecture architecture) => $"mlnet-{architecture.Name}";

    /// <returns>The network of that name, or null.</returns>
    public static VisionArchitecture? Find(string name) => All.Where(architecture => NameOf(architecture) == name).Select(architecture => (VisionArchitecture?)architecture).FirstOrDefault();

    /// <returns>The network whose file is called so, or null.</returns>
    public static VisionArchitecture? OfFile(string file) => All.Where(architecture => architecture.NetworkFile == Path.GetFileName(file)).Select(architecture => (VisionArchitecture?)architecture).FirstOrDefault();

    /// <summary>The recorded card; before the first time one that says so.</summary>
    /// <exception cref="PipelineException">The card is wrong.</exception>
    public static BackboneCard Card(VisionArchitecture architecture, ModelFolders folders) =>
        RegisteredCards.Find(NameOf(architecture), folders) ?? Card(architecture, bytes: 1, BackboneCard.Unseen);

    /// <summary>A card of one file.</summary>
    public static BackboneCard Card(VisionArchitecture architecture, int bytes, string sha256) => new(
        NameOf(architecture), architecture.NetworkFile, bytes, sha256, "not stated where it is published", $"{architecture.Name} as ML.NET's trainer has it; for head.kind: mlnet_vision only",
        Labels: OutputLabels.None, Source: "https://github.com/dotnet/machinelearning", Mirrors: [Mirror]);

    /// <summary>The card of a file that somebody has.</summary>
    /// <exception cref="PipelineException">It cannot be read.</exception>
    public static BackboneCard CardOf(VisionArchitecture architecture, string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            string hash = Hashing.OfCopy(stream, Stream.Null, long.MaxValue, out long length);
            return length is > 0 and <= int.MaxValue ? Card(architecture, (int)length, hash) : throw new PipelineException($"{file} has {length} bytes; a network has some million");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{file} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The file, checked.</summary>
    /// <exception cref="PipelineException">It is not here, nobody recorded what it is, or it is another one now.</exception>
    public static PretrainedNetwork Require(VisionArchitecture architecture, ModelFolders folders)
    {
        string name = NameOf(architecture);
        string? file = folders.Find(architecture.NetworkFile);
        if (RegisteredCards.Find(name, folders) is not { } card || file is null)
        {
            throw new PipelineException(file is null
                ? $"{architecture.NetworkFile}, from which {architecture.Name} starts, is in none of {string.Join(", ", folders.Folders)}; 'pipeline models pull {name}' fetches it, 'pipeline models add FILE' takes one that you have"
                : $"nobody has recorded what {file} is; 'pipeline models add {file}' does, and from then on only those bytes count");
        }

        var check = WeightsCheck.Of(card, file);
        return check.IsRight ? new PretrainedNetwork(card, file) : throw new PipelineException($"{file}: {check.Problem}; 'pipeline models verify {name}' sets it aside, 'pipeline models pull {name}' gets it again");
    }
}
