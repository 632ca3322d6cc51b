using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Heads;

[Description("Which ImageNet classes name which class of the dataset.")]
public sealed record SpeciesMapFile(
    [Description("Raised when answers change their worth."), Range(1, 1_000_000)] int Version,
    [Description("One entry per class.")] IReadOnlyList<SpeciesEntry> Species);

[Description("One class of the dataset.")]
public sealed record SpeciesEntry(
    [Description("The class, as its folder is called.")] string Name,
    [Description("WordNet ids, or ranges first..last, of the ImageNet classes that plainly name it.")] IReadOnlyList<string> Accept,
    [Description("WordNet ids, or ranges first..last, of its near relatives.")] IReadOnlyList<string>? Near = null);

/// <summary>ImageNet classes per species: the answer spaces of the zero-shot head.</summary>
internal sealed class SpeciesMap
{
    private readonly string _source;
    private readonly Dictionary<string, (int[] Accepted, int[] Near)> _species = new(StringComparer.Ordinal);

    /// <param name="file">The map as written.</param>
    /// <param name="text">Its text.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="PipelineException">An id that is not one of the 1000, a species that stands twice, or a class claimed by two.</exception>
    public SpeciesMap(SpeciesMapFile file, string text, string source)
    {
        (_source, Text, Version) = (source, text, file.Version);
        var owners = new Dictionary<int, string>();
        foreach (var entry in file.Species)
        {
            int[] accepted = Indexes(entry.Accept, entry.Name);
            int[] near = [.. Indexes(entry.Near ?? [], entry.Name).Except(accepted)];
            if (accepted.Length == 0 || !_species.TryAdd(entry.Name, (accepted, near)))
            {
                throw new PipelineException($"{source}: species '{entry.Name}' {(accepted.Length == 0 ? "accepts no class" : "stands twice")}; mend the map");
            }

            foreach (int index in accepted.Where(index => !owners.TryAdd(index, entry.Name)))
            {
                throw new PipelineException($"{source}: {ImageNetClasses.All[index].WordNetId} ({ImageNetClasses.All[index].Name}) is accepted for both '{owners[index]}' and '{entry.Name}'; a class can name one species only");
            }
        }
    }

    public int Version { get; }

    /// <summary>SHA-256 of the map as text, comments included: what identifies it in a run.</summary>
    public string Hash => Hashing.OfText(Text);

    /// <summary>The file's text, kept with a run so that it can predict wherever it is taken.</summary>
    public string Text { get; }

    /// <returns>The map that a head reads, or null for a head that reads none.</returns>
    /// <exception cref="PipelineException">The file is missing or wrong.</exception>
    public static SpeciesMap? For(HeadConfig head, ProjectLayout layout) => head is ZeroShotHeadConfig zeroShot ? Read(layout.Resolve(zeroShot.SpeciesMap), layout) : null;

    public static SpeciesMap Read(string path, ProjectLayout layout)
    {
        if (!File.Exists(path))
        {
            throw new PipelineException($"{layout.Display(path)} does not exist (head.species_map); zero_shot needs to know which ImageNet classes name each class");
        }

        string text = File.ReadAllText(path);
        return new SpeciesMap(RecordReader.Parse<SpeciesMapFile>(text, layout.Display(path)), text, layout.Display(path));
    }

    /// <summary>The species themselves are the answers: K is the number of labels, and the heads' answers are the same.</summary>
    public AnswerSpace Mapped(LabelSet labels)
    {
        Entries(labels);
        return AnswerSpace.OfLabels(labels, "mapped");
    }

    /// <summary>The 1000 classes are the answers.</summary>
    /// <exception cref="PipelineException">A label is not in the map.</exception>
    public AnswerSpace Imagenet(LabelSet labels)
    {
        var entries = Entries(labels);
        return new AnswerSpace("imagenet", ImageNetClasses.Labels, labels, [.. entries.Select(e => e.Accepted)], [.. entries.Select(e => e.Near)]);
    }

    private List<(int[] Accepted, int[] Near)> Entries(LabelSet labels)
    {
        string[] unknown = [.. labels.Names.Where(name => !_species.ContainsKey(name))];
        return unknown.Length == 0
            ? [.. labels.Names.Select(name => _species[name])]
            : throw new PipelineException(
                $"{_source}: no entry for {string.Join(", ", unknown.Select(name => $"'{name}'"))}; zero_shot needs to know which ImageNet classes name each class: "
                + "copy the file, add them, and name it in head.species_map, or take a head that is trained");
    }

    private int[] Indexes(IReadOnlyList<string> ids, string species) =>
        [.. ids.SelectMany(id => id.Split("..") switch
        {
            [var one] => [Index(one, species)],
            [var first, var last] => Range(Index(first, species), Index(last, species), id, species),
            _ => throw Wrong(id, species),
        }).Distinct().Order()];

    private IEnumerable<int> Range(int first, int last, string id, string species) => first <= last ? Enumerable.Range(first, last - first + 1) : throw Wrong(id, species);

    private int Index(string id, string species) => ImageNetClasses.Find(id.Trim())?.Index ?? throw Wrong(id, species);

    private PipelineException Wrong(string id, string species) =>
        new($"{_source}: '{id}' of species '{species}' is neither the WordNet id of an ImageNet class (for example n02119022) nor a range first..last of two");
}
