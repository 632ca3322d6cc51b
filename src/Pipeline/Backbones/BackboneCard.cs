using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pipeline.Imaging;

namespace Pipeline.Backbones;

/// <summary>Facts about one set of weights. Preprocessing belongs to the weights, not to the code.</summary>
[Description("Facts about the weights of one frozen ONNX network.")]
public sealed record BackboneCard(
    [Description("Name by which configs ask for it."), RegularExpression("[a-z0-9][a-z0-9._-]{0,63}")] string Name,
    [Description("The weights' file name in a models folder."), RegularExpression("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")] string File,
    [Description("Size of the file in bytes; the format ends at 2 GB."), Range(1, 2_000_000_000)] int Bytes,
    [Description("SHA-256 of the file, lower-case hex."), RegularExpression("[0-9a-f]{64}")] string Sha256,
    [Description("Licence of the weights.")] string Licence,
    [Description("Network and training, for people.")] string Architecture,
    [Description("Resizing, crop and normalisation that the weights were trained for.")] TransformCard? Transform = null,
    [Description("What the outputs mean.")] OutputLabels Labels = OutputLabels.Imagenet1k,
    [Description("Name of the output of class scores; the graph's first output when absent.")] string? Logits = null,
    [Description("Name of the feature tensor; the input of the last Gemm or MatMul before the class scores when absent.")] string? FeatureTensor = null,
    [Description("Published ImageNet top-1 accuracy, 0..1."), Range(0.0, 1.0)] double? Top1Accuracy = null,
    [Description("Page of the file, for people.")] string? Source = null,
    [Description("Addresses of the file itself, http or https, in the order to try them; {file} and {name} stand for this card's.")] IReadOnlyList<string>? Mirrors = null)
{
    /// <summary>In place of a hash before anybody has had the file: no bytes have this one.</summary>
    internal const string Unseen = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Whether the first bytes that come are the ones to record.</summary>
    internal bool IsUnseen => Sha256 == Unseen;

    /// <summary>The hash that a user expects of a file that nobody has had; null to take the first that comes.</summary>
    internal string? Expected { get; init; }

    public TransformCard Transform { get; init; } = Transform ?? new TransformCard();

    public IReadOnlyList<string> Mirrors { get; init; } = Mirrors ?? [];
}

/// <summary>What the outputs of a network mean.</summary>
public enum OutputLabels
{
    [Description("The 1000 classes of ImageNet (ILSVRC 2012), in order of WordNet id.")]
    Imagenet1k,

    [Description("Nothing that has names: features only, no zero-shot.")]
    None,
}

[Description("An upright image into the network's input: shorter side resized (bilinear, antialiased), centre crop, divided by 255, normalised per channel.")]
public sealed record TransformCard(
    [Description("Pixels of the shorter side after resizing."), Range(1, 4096)] int ResizeShorterSide = 256,
    [Description("Side of the square centre crop, in pixels."), Range(1, 4096)] int Crop = 224,
    [Description("Mean of red, green and blue, subtracted after the division by 255.")] IReadOnlyList<double>? Mean = null,
    [Description("Standard deviation of red, green and blue, divided by after the mean.")] IReadOnlyList<double>? Std = null)
{
    // The statistics of ImageNet's training set that every torchvision and Model Zoo ResNet uses.
    public IReadOnlyList<double> Mean { get; init; } = Mean ?? [0.485, 0.456, 0.406];

    public IReadOnlyList<double> Std { get; init; } = Std ?? [0.229, 0.224, 0.225];

    internal TransformSpec ToSpec() => new(ResizeShorterSide, Crop, [.. Mean.Select(v => (float)v)], [.. Std.Select(v => (float)v)]);
}
