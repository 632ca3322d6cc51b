using System.Text.Json.Serialization;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Timing;

namespace Pipeline.Serving;

/// <summary>A model as one line of text, for a process that is to serve it before a run folder exists.</summary>
/// <param name="Card">The network's card, as YAML.</param>
/// <param name="Weights">Full path of its file.</param>
/// <param name="Head">A trained head's file in base 64; null for zero-shot.</param>
/// <param name="LabelSpace">Of zero-shot.</param>
/// <param name="Labels">The labels of the data set, for zero-shot.</param>
/// <param name="Classes">Per label the indexes of the ImageNet classes that name it, for zero-shot.</param>
/// <param name="MaxMegapixels">The data set's limit.</param>
/// <param name="AllowTruncated">Whether it takes images that were cut short.</param>
/// <param name="Threads">Threads inside one forward pass; 0 takes every core.</param>
internal sealed record PortableModel(
    string Card, string Weights, string? Head, ZeroShotLabelSpace LabelSpace, IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<int>> Classes,
    double MaxMegapixels, bool AllowTruncated, int Threads)
{
    public const string Id = "timed";

    public static PortableModel Of(HeadSubject subject, TimingConfig config)
    {
        var zeroShot = subject.Head as ZeroShotHead;
        return new PortableModel(
            ConfigWriter.Write(subject.Backbone.Card), subject.Backbone.ModelFile, zeroShot is null ? HeadText(subject.Head) : null,
            zeroShot?.SummedClasses is null ? ZeroShotLabelSpace.Imagenet : ZeroShotLabelSpace.Mapped, subject.Head.Space.Truths.Names,
            zeroShot is null ? [] : zeroShot.SummedClasses ?? zeroShot.Space.Accepted,
            subject.Decoding.Limits.MaxMegapixels, subject.Decoding.AllowTruncated, config.Threads);
    }

    /// <exception cref="PipelineException">The weights are not what the card says.</exception>
    public ServedModels Open(BackboneLoader loader)
    {
        var backbone = OpenBackbone(loader);
        var network = new ServedNetwork(backbone, Threads);
        var model = new ServedModel(Id, backbone.Card.Name, network, OpenHead(), Decoding);
        return new ServedModels([model], [model]);
    }

    /// <exception cref="PipelineException">The weights are not what the card says.</exception>
    public Backbone OpenBackbone(BackboneLoader loader) => loader.Check(RecordReader.Parse<BackboneCard>(Card, "card"), Weights);

    [JsonIgnore]
    public DecodePolicy Decoding => new(new DecodeLimits(MaxMegapixels), AllowTruncated);

    public IHead OpenHead()
    {
        if (Head is not null)
        {
            return HeadFile.Read(new MemoryStream(Convert.FromBase64String(Head)));
        }

        var entries = Labels.Zip(Classes, (label, classes) => new SpeciesEntry(label, [.. classes.Select(index => ImageNetClasses.All[index].WordNetId)]));
        return new ZeroShotHead(LabelSpace, new SpeciesMap(new SpeciesMapFile(1, [.. entries]), "", "the model"), new LabelSet(Labels));
    }

    private static string HeadText(IHead head)
    {
        using var bytes = new MemoryStream();
        HeadFile.Write(head, bytes);
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
