using Pipeline.Backbones;
using Pipeline.Configuration;

namespace Pipeline.Tests.Backbones;

public sealed class BackboneSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _card;

    public BackboneSessionTests() => _card = TinyBackbone.Write(_folder["models"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Features_and_class_scores_come_out_of_one_pass()
    {
        using var session = Load().Open(threads: 1);
        session.Pixels.Fill(0.5f);

        session.Run();

        Assert.All(session.Features.ToArray(), feature => Assert.Equal(0.5f, feature, 5));
        Assert.Contains(session.Logits.ToArray(), logit => logit != 0);
    }

    [Fact]
    public void Threads_that_share_one_network_do_not_mix_their_numbers()
    {
        using var network = Load().Open(threads: 1);
        float[] seen = new float[8];

        Parallel.For(0, seen.Length, i =>
        {
            using var session = network.Share();
            for (int run = 0; run < 50; run++)
            {
                session.Pixels.Fill(i);
                session.Run();
                seen[i] += session.Features[TinyBackbone.Dimension - 1];
            }
        });

        Assert.Equal(Enumerable.Range(0, seen.Length).Select(i => 50f * i), seen);
    }

    [Fact]
    public void A_network_can_be_opened_again()
    {
        var backbone = Load();
        backbone.Open(threads: 1).Dispose();

        using var session = backbone.Open(threads: 2);
        session.Run();
    }

    [Fact]
    public void Weights_that_changed_before_they_are_read_again_are_refused()
    {
        var backbone = Load();
        backbone.Open(threads: 1).Dispose();
        byte[] changed = [.. TinyBackbone.Model];
        changed[changed.Length / 2] ^= 1;
        File.WriteAllBytes(_folder["models", "tiny.onnx"], changed);

        var problem = Assert.Throws<PipelineException>(() => backbone.Open(threads: 1));

        Assert.Contains($"has SHA-256 {Hashing.OfBytes(changed)}, but its card says {Hashing.OfBytes(TinyBackbone.Model)}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_weights_are_called_damaged_whatever_the_damage_does_to_their_outline()
    {
        File.WriteAllBytes(_folder["models", "tiny.onnx"], new byte[TinyBackbone.Model.Length]);

        Assert.Contains("it is another file or damaged", Assert.Throws<PipelineException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_the_runtime_does_not_take_is_one_line()
    {
        byte[] unknown = [.. TinyBackbone.Model];
        unknown.AsSpan(unknown.AsSpan().IndexOf("AveragePool"u8), 11).Fill((byte)'x');
        File.WriteAllBytes(_folder["models", "tiny.onnx"], unknown);
        File.WriteAllText(_card, TinyBackbone.CardText(unknown));

        var problem = Assert.Throws<PipelineException>(() => Load().Open(threads: 1));

        Assert.StartsWith("backbone 'tiny': ONNX Runtime does not load it: ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    private Backbone Load() =>
        new BackboneLoader(new ModelFolders([_folder["models"]], _folder["models"]), new ProjectLayout(_folder.Path)).Load(new BackboneConfig(Card: _card));
}
