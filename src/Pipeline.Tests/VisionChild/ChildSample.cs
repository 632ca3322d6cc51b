using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pipeline.Vision;
using Pipeline.Vision.Protocol;

namespace Pipeline.Tests.VisionChild;

/// <summary>A training of three classes whose names are not in order, and a model of ML.NET's stock parts in the place of the one that TensorFlow trains.</summary>
internal static class ChildSample
{
    public static readonly string[] Labels = ["fuchs", "bär", "katze"];

    /// <summary>Three files a class; a file's one byte says of which.</summary>
    public static IReadOnlyList<LabeledFile> Files(string folder) =>
    [
        .. Enumerable.Range(0, 3 * Labels.Length).Select(number =>
        {
            string file = Path.Combine(folder, $"{number}.jpg");
            File.WriteAllBytes(file, ImageOf(number % Labels.Length));
            return new LabeledFile(file, number % Labels.Length);
        }),
    ];

    public static byte[] ImageOf(int label) => [(byte)label];

    public static ImageTraining Training(TrainerOptions options, IReadOnlyList<LabeledFile> training, IReadOnlyList<LabeledFile> validation) =>
        new(options, Labels, training, validation, "/networks", "/workspace");

    public static TrainerOptions Options(RateSchedule schedule) => new(VisionArchitecture.MobilenetV2, 7, 5, 0.02, schedule, null, 3);

    public static ITransformer Train(MLContext ml, ImageRows rows, IReadOnlyList<LabeledFile> files) =>
        ml.Transforms.CustomMapping<EncodedRow, OneHot>(OneHotMapping.Map, OneHotMapping.Name)
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(ImageRows.Label, nameof(OneHot.Features)))
            .Fit(rows.Labeled(files));
}

/// <summary>What the stand-in sees of an image.</summary>
internal sealed class OneHot
{
    [VectorType(3)]
    public float[] Features { get; set; } = [];
}

[CustomMappingFactoryAttribute(Name)]
internal sealed class OneHotMapping : CustomMappingFactory<EncodedRow, OneHot>
{
    public const string Name = "vision child stand-in";

    public static void Map(EncodedRow row, OneHot seen) => seen.Features = [.. Enumerable.Range(0, 3).Select(number => row.Image[0] == number ? 10f : 0f)];

    public override Action<EncodedRow, OneHot> GetMapping() => Map;
}
