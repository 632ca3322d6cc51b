using System.Globalization;

namespace Pipeline.Backbones;

/// <summary>An ONNX file that nothing is known of yet into a card: it is loaded, its shapes are read, and two different pictures go through it.</summary>
/// <param name="Card">All facts; the file's name is the network's.</param>
/// <param name="Tap">Where features and class scores come out.</param>
/// <param name="Remarks">What was assumed, for the user to confirm.</param>
internal sealed record NewNetwork(BackboneCard Card, FeatureTap Tap, IReadOnlyList<string> Remarks)
{
    private const int Channels = 3;

    /// <summary>The side that ImageNet networks with a free input size were mostly trained for.</summary>
    private const int UsualCrop = 224;

    /// <param name="file">The ONNX file.</param>
    /// <param name="draft">What the user says about it.</param>
    /// <exception cref="PipelineException">It is no network that this program can use, or not what the draft says.</exception>
    public static NewNetwork Inspect(string file, CardDraft draft)
    {
        byte[] model = Read(file);
        try
        {
            var (card, tap, remarks) = Describe(file, model, draft);
            Try(card, tap, [.. model, .. tap.Appendix(OnnxGraph.Read(model))]);
            return new NewNetwork(card, tap, remarks);
        }
        catch (InvalidDataException problem)
        {
            throw new PipelineException($"{file} cannot be used: {problem.Message}", problem);
        }
    }

    private static byte[] Read(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: > 2_000_000_000 }
                ? throw new PipelineException($"{file} is larger than 2 GB, where the format of ONNX files ends")
                : File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{file} cannot be read: {problem.Message}", problem);
        }
    }

    private static (BackboneCard Card, FeatureTap Tap, List<string> Remarks) Describe(string file, byte[] model, CardDraft draft)
    {
        List<string> remarks = [];
        var graph = Outline(model);
        var tap = FeatureTap.Find(graph, draft.Logits, draft.FeatureTensor);
        string name = draft.Name ?? NameOf(file);
        string hash = Hashing.OfBytes(model);
        RequireSame(draft, model.Length, hash);
        var card = new BackboneCard(
            name, name + ".onnx", model.Length, hash,
            draft.Licence ?? Assume("licence: not stated; say it on a card before you pass the weights on", "not stated", remarks),
            draft.Architecture ?? string.Create(CultureInfo.InvariantCulture, $"ONNX network, {tap.Dimension} features, {tap.ClassCount} class scores"),
            Transform(graph.Inputs.Single(), draft.Transform, remarks), Labels(tap, draft.Labels, remarks), draft.Logits, draft.FeatureTensor, draft.Top1Accuracy, draft.Source, draft.Mirrors);
        return (card, tap, remarks);
    }

    private static OnnxGraph Outline(byte[] model)
    {
        try
        {
            return OnnxGraph.Read(model);
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"it is no ONNX model ({problem.Message})", problem);
        }
    }

    private static string NameOf(string file)
    {
        string name = new([.. Path.GetFileNameWithoutExtension(file).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')]);
        name = name.TrimStart('.', '-', '_');
        return name.Length is > 0 and <= 64 ? name : throw new PipelineException($"{file}: its file name makes no name for a network; say one on a card (name: my-network)");
    }

    private static void RequireSame(CardDraft draft, int bytes, string hash)
    {
        if ((draft.Bytes is { } said && said != bytes) || (draft.Sha256 is { } known && known != hash))
        {
            throw new InvalidDataException(
                $"it has {bytes} bytes and SHA-256 {hash}, but the card says {draft.Bytes?.ToString(CultureInfo.InvariantCulture) ?? "nothing of the size"} and {draft.Sha256 ?? "nothing of the hash"}");
        }
    }

    private static TransformCard Transform(OnnxTensor input, TransformCard? said, List<string> remarks)
    {
        if (input.Shape is not [var batch, var channels, var height, var width])
        {
            throw new InvalidDataException($"its input '{input.Name}' is {Shape(input)}; one picture as [N, 3, H, W] is expected");
        }

        if (channels is not (-1 or Channels) || batch is not (-1 or 1) || height != width)
        {
            string hint = input.Shape[3] == Channels ? "; channels come last here: export it with channels first" : batch > 1 ? "; export it with a batch of 1 or a free one" : "";
            throw new InvalidDataException($"its input '{input.Name}' is {Shape(input)}; [N, 3, side, side] is expected{hint}");
        }

        int side = height > 0 ? (int)height : said?.Crop ?? UsualCrop;
        if (said is not null)
        {
            return said.Crop == side ? said : throw new InvalidDataException($"its input is {side} pixels wide, but the card's crop is {said.Crop}");
        }

        // 256 to 224, the proportion in which ImageNet networks are evaluated.
        int shorter = (int)Math.Round(side * 256 / 224.0);
        return Assume(
            $"transform: shorter side to {shorter}, centre crop {side}, ImageNet's mean and standard deviation; if the network was trained otherwise, say so on a card: accuracy hangs on it",
            new TransformCard(shorter, side), remarks);
    }

    private static OutputLabels Labels(FeatureTap tap, OutputLabels? said, List<string> remarks) => said switch
    {
        OutputLabels.Imagenet1k when tap.ClassCount != ImageNetClasses.Count =>
            throw new InvalidDataException($"it has {tap.ClassCount} class scores, but the card says the {ImageNetClasses.Count} classes of ImageNet; say labels: none"),
        { } known => known,
        null when tap.ClassCount == ImageNetClasses.Count =>
            Assume("labels: its 1000 class scores are taken for ImageNet's, in order of WordNet id; if not, say labels: none on a card", OutputLabels.Imagenet1k, remarks),
        null => Assume($"labels: none; its {tap.ClassCount} class scores have no names here, so zero-shot does not work with it", OutputLabels.None, remarks),
    };

    private static T Assume<T>(string remark, T value, List<string> remarks)
    {
        remarks.Add(remark);
        return value;
    }

    private static void Try(BackboneCard card, FeatureTap tap, byte[] model)
    {
        using var session = BackboneSession.Load(card, tap, model, threads: 0);
        float[] flat = Features(session, _ => 0.5f, card), ramp = Features(session, i => i % 97 / 97f, card);
        if (flat.Concat(ramp).Any(value => !float.IsFinite(value)))
        {
            throw new InvalidDataException("its features are not finite numbers");
        }

        if (flat.SequenceEqual(ramp))
        {
            throw new InvalidDataException($"its features ('{tap.Features}') are the same for two different pictures");
        }
    }

    private static float[] Features(BackboneSession session, Func<int, float> picture, BackboneCard card)
    {
        for (int i = 0; i < session.Pixels.Length; i++)
        {
            session.Pixels[i] = picture(i);
        }

        try
        {
            session.Run();
        }
        catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException problem)
        {
            throw new InvalidDataException($"a picture of {card.Transform.Crop} x {card.Transform.Crop} pixels does not go through it: {problem.Message.ReplaceLineEndings(" ")}", problem);
        }

        return session.Features.ToArray();
    }

    private static string Shape(OnnxTensor tensor) => $"[{string.Join(", ", tensor.Shape.Select(d => d < 0 ? "N" : d.ToString(CultureInfo.InvariantCulture)))}]";
}
