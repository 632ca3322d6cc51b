using Pipeline.Backbones;

namespace Pipeline.Tests.Backbones;

public sealed class FeatureTapTests
{
    [Fact]
    public void The_features_are_the_input_of_the_last_linear_layer()
    {
        var tap = FeatureTap.Find(OnnxGraph.Read(TinyBackbone.Model), logits: null, features: null);

        Assert.Equal(new FeatureTap("input", "scores", "features", TinyBackbone.Dimension, 1000), tap);
    }

    [Fact]
    public void Behind_a_softmax_the_logits_are_what_it_reads()
    {
        var graph = OnnxGraph.Read(TinyBackbone.Build(classes: 1000, softmax: true));

        var tap = FeatureTap.Find(graph, logits: null, features: null);

        Assert.Equal("scores", tap.Logits);
    }

    [Fact]
    public void Appending_makes_features_and_hidden_logits_outputs_of_the_graph()
    {
        byte[] model = TinyBackbone.Build(classes: 1000, softmax: true);
        var graph = OnnxGraph.Read(model);
        var tap = FeatureTap.Find(graph, null, null);

        var tapped = OnnxGraph.Read([.. model, .. tap.Appendix(graph)]);

        Assert.Equal(["probabilities", "features", "scores"], tapped.Outputs.Select(output => output.Name));
        Assert.Equal([-1, TinyBackbone.Dimension], tapped.Outputs[1].Shape);
    }

    [Fact]
    public void The_room_behind_a_model_in_memory_is_filled_with_what_readers_skip()
    {
        byte[] model = [.. TinyBackbone.Model, .. Enumerable.Repeat((byte)255, FeatureTap.Room)];
        var graph = OnnxGraph.Read(TinyBackbone.Model);

        FeatureTap.Find(graph, null, null).Append(graph, model.AsSpan(TinyBackbone.Model.Length));

        Assert.Equal(["scores", "features"], OnnxGraph.Read(model).Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Names_that_do_not_fit_into_the_room_are_refused()
    {
        var graph = OnnxGraph.Read(TinyBackbone.Model);
        var tap = FeatureTap.Find(graph, null, null) with { Features = new string('x', FeatureTap.Room) };

        Assert.Throws<InvalidDataException>(() => tap.Append(graph, new byte[FeatureTap.Room]));
    }

    [Theory]
    [InlineData("resnet18.onnx", 512)]
    [InlineData("resnet50.onnx", 2048)]
    public void Real_networks_are_tapped(string file, int dimension)
    {
        var graph = OnnxGraph.Read(File.ReadAllBytes(PipelineAssets.Require("weights", file)));

        var tap = FeatureTap.Find(graph, null, null);

        Assert.Equal((dimension, 1000), (tap.Dimension, tap.ClassCount));
    }

    [Fact]
    public void A_feature_tensor_that_the_scores_do_not_come_from_is_named()
    {
        var problem = Assert.Throws<InvalidDataException>(() => FeatureTap.Find(OnnxGraph.Read(TinyBackbone.Model), null, "pooled"));

        Assert.Equal("its class scores are computed from 'features', not from 'pooled' (feature_tensor)", problem.Message);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused() => Assert.Throws<InvalidDataException>(() => OnnxGraph.Read("<html>"u8));

    [Fact]
    public void A_model_cut_anywhere_is_refused_or_outlined_but_never_crashes()
    {
        for (int length = 0; length < TinyBackbone.Model.Length; length += 97)
        {
            try
            {
                OnnxGraph.Read(TinyBackbone.Model.AsSpan(0, length));
            }
            catch (InvalidDataException)
            {
            }
        }
    }
}
