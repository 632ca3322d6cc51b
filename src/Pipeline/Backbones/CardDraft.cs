using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Backbones;

/// <summary>What a user says about a network; size, hash and shapes are read from the file itself, and what is said of them must agree.</summary>
[Description("What is known of the weights of an ONNX network; every key may be absent.")]
public sealed record CardDraft(
    [Description("Name by which configs ask for it; the file's name when absent."), RegularExpression("[a-z0-9][a-z0-9._-]{0,63}")] string? Name = null,
    [Description("The weights' file name; the one that is added counts.")] string? File = null,
    [Description("Size of the file in bytes."), Range(1, 2_000_000_000)] int? Bytes = null,
    [Description("SHA-256 of the file, lower-case hex."), RegularExpression("[0-9a-f]{64}")] string? Sha256 = null,
    [Description("Licence of the weights.")] string? Licence = null,
    [Description("Network and training, for people.")] string? Architecture = null,
    [Description("Resizing, crop and normalisation that the weights were trained for; ImageNet's usual ones at the network's input size when absent.")] TransformCard? Transform = null,
    [Description("What the outputs mean; ImageNet's classes when absent and there are 1000 of them.")] OutputLabels? Labels = null,
    [Description("Name of the output of class scores; the graph's first output when absent.")] string? Logits = null,
    [Description("Name of the feature tensor; the input of the last Gemm or MatMul before the class scores when absent.")] string? FeatureTensor = null,
    [Description("Published ImageNet top-1 accuracy, 0..1."), Range(0.0, 1.0)] double? Top1Accuracy = null,
    [Description("Page of the file, for people.")] string? Source = null,
    [Description("Addresses of the file itself.")] IReadOnlyList<string>? Mirrors = null);
