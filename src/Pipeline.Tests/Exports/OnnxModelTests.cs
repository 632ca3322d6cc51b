using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pipeline.Artifacts;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Heads;

namespace Pipeline.Tests.Exports;

public sealed class OnnxModelTests
{
    public static TheoryData<HeadConfig> LinearHeads =>
    [
        new SoftmaxHeadConfig(), new SoftmaxHeadConfig(new LbfgsOptimizerConfig(), Features: HeadFeatures.L2Normalised),
        new SoftmaxHeadConfig(Features: HeadFeatures.Raw), new LbfgsHeadConfig(), new SdcaHeadConfig(), new AveragedPerceptronHeadConfig(),
        new AveragedPerceptronHeadConfig(Calibration: ScoreCalibration.Platt), new LinearSvmHeadConfig(), new LinearSvmHeadConfig(Calibration: ScoreCalibration.None),
        new SgdCalibratedHeadConfig(), new PrototypeHeadConfig(), new PrototypeHeadConfig(ScoreCalibration.Platt),
        new ZeroShotHeadConfig(ZeroShotLabelSpace.Mapped), new ZeroShotHeadConfig(ZeroShotLabelSpace.Imagenet),
    ];

    [Theory]
    [MemberData(nameof(LinearHeads))]
    public void The_file_gives_the_scores_of_the_pipeline(HeadConfig config)
    {
        using var study = new TinyStudy();
        IHead head = study.Fit(config);

        Assert.InRange(LargestDifference(study, head, Export(study, head)), 0, 1e-5);
    }

    [Fact]
    public void Heads_that_are_no_linear_map_are_not_expressible()
    {
        using var study = new TinyStudy();
        Assert.All<HeadConfig>([new KnnHeadConfig(), new LightGbmHeadConfig()], config => Assert.False(OnnxHead.CanExpress(study.Fit(config))));
    }

    [Fact]
    public void Sigmoids_that_all_round_to_nothing_still_share_out_the_probability()
    {
        using var study = new TinyStudy();
        var head = new LinearHead(study.Scan.Labels, new float[3 * TinyBackbone.Dimension], [-300, -301, -302], LinearInput.Raw, LinearLink.NormalisedSigmoid);

        Assert.InRange(LargestDifference(study, head, Export(study, head)), 0, 1e-5);
    }

    [Fact]
    public void Features_without_length_stay_as_they_are()
    {
        using var study = new TinyStudy();
        var head = new LinearHead(study.Scan.Labels, [.. Enumerable.Repeat(1f, 3 * TinyBackbone.Dimension)], [1, 2, 3], LinearInput.L2Normalised, LinearLink.Softmax);
        using var session = new InferenceSession(Export(study, head));

        var scores = Run(session, new float[study.Backbone.Transform.TensorLength], study.Backbone.Transform.Crop);

        Assert.All(scores.Zip([0.09003057, 0.24472847, 0.66524096]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Its_only_output_is_the_probabilities_and_the_old_last_layer_is_left_out()
    {
        using var study = new TinyStudy();
        byte[] model = Export(study, study.Fit(new SoftmaxHeadConfig()));

        var graph = OnnxGraph.Read(model);

        Assert.Equal(["probabilities"], graph.Outputs.Select(output => output.Name));
        Assert.Equal([-1, 3], graph.Outputs[0].Shape);
        Assert.DoesNotContain("weights", graph.Initializers.Keys);
        Assert.True(model.Length < TinyBackbone.Model.Length / 4, $"{model.Length} bytes");
    }

    [Fact]
    public void A_network_with_a_tensor_of_that_name_keeps_it()
    {
        using var study = new TinyStudy();
        Assert.Equal("features_2", OnnxGraph.Read(TinyBackbone.Model).FreeName("features"));
        Assert.Equal("head", OnnxGraph.Read(TinyBackbone.Model).FreeName("head"));
    }

    [Fact]
    public void Labels_and_preprocessing_stand_in_its_metadata()
    {
        using var study = new TinyStudy();
        using var session = new InferenceSession(Export(study, study.Fit(new SoftmaxHeadConfig())));
        var metadata = session.ModelMetadata.CustomMetadataMap;

        Assert.Equal("""["Känguru","fox","sea horse"]""", metadata["labels"]);
        Assert.Contains("\"resize_shorter_side\":32,", metadata["preprocessing"], StringComparison.Ordinal);
        Assert.Contains("\"mean\":[0.485,0.456,0.406],\"std\":[0.229,0.224,0.225]", metadata["preprocessing"], StringComparison.Ordinal);
        Assert.Equal("tiny", metadata["backbone"]);
        Assert.Equal(RunEnvironment.ProductVersion, metadata["pipeline_version"]);
    }

    [Fact]
    public void A_batch_gives_a_row_per_image()
    {
        using var study = new TinyStudy();
        using var session = new InferenceSession(Export(study, study.Fit(new SoftmaxHeadConfig())));
        int side = study.Backbone.Transform.Crop;
        float[] two = [.. study.Pixels(study.Scan.Images[0]), .. study.Pixels(study.Scan.Images[7])];

        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(two, [2, 3, side, side]))]);

        Assert.Equal([2, 3], results[0].AsTensor<float>().Dimensions.ToArray());
    }

    [Theory]
    [MemberData(nameof(LinearHeads))]
    public void The_bundled_network_too(HeadConfig config)
    {
        using var study = Mini();
        IHead head = study.Fit(config);

        Assert.InRange(LargestDifference(study, head, Export(study, head)), 0, 1e-5);
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    public void Real_networks_too(string name)
    {
        string models = Path.GetDirectoryName(PipelineAssets.Require("weights", $"{name}.onnx"))!;
        using var study = new TinyStudy(Path.Combine(Repository.Root, "src", "Pipeline.Tests", "Cards", $"{name}.yaml"), models, perClass: 3);
        foreach (var config in new HeadConfig[] { new SoftmaxHeadConfig(), new LbfgsHeadConfig(), new PrototypeHeadConfig(), new ZeroShotHeadConfig() })
        {
            IHead head = study.Fit(config);
            double difference = LargestDifference(study, head, Export(study, head));
            Assert.True(difference <= 1e-5, $"{config}: {difference}");
        }
    }

    internal static TinyStudy Mini()
    {
        string data = Path.Combine(Repository.Root, "src", "Pipeline", "Backbones", "Data");
        string card = Path.Combine(AppContext.BaseDirectory, "resnet-mini.yaml");
        WholeFile.WriteText(card, CardOf(BackboneCatalog.Find("resnet-mini")!));
        return new TinyStudy(card, data);
    }

    internal static byte[] Export(TinyStudy study, IHead head)
    {
        using var stream = new MemoryStream();
        new OnnxModel(study.Backbone).Write(head, stream);
        return stream.ToArray();
    }

    private static string CardOf(BackboneCard card) =>
        $$"""
        name: {{card.Name}}
        file: {{card.File}}
        bytes: {{card.Bytes}}
        sha256: {{card.Sha256}}
        licence: {{card.Licence}}
        architecture: the bundled network
        transform: { resize_shorter_side: {{card.Transform.ResizeShorterSide}}, crop: {{card.Transform.Crop}} }

        """;

    private static double LargestDifference(TinyStudy study, IHead head, byte[] model)
    {
        using var session = new InferenceSession(model);
        var ours = study.Predict(head);
        return study.Scan.Images.SelectMany((image, i) =>
            Run(session, study.Pixels(image), study.Backbone.Transform.Crop).Zip(ours.Row(i).ToArray(), (theirs, our) => Math.Abs(theirs - our))).Max();
    }

    private static float[] Run(InferenceSession session, float[] pixels, int side)
    {
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(session.InputNames[0], new DenseTensor<float>(pixels, [1, 3, side, side]))]);
        return [.. results[0].AsEnumerable<float>()];
    }
}
