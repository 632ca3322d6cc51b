using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads;

namespace Pipeline.Tests.Heads;

public sealed class SpeciesMapTests
{
    private static readonly ProjectLayout Layout = new(Repository.Root);
    private static readonly LabelSet Ten = new(["antelope", "bear", "cat", "dog", "eagle", "fox", "gorilla", "horse", "jellyfish", "kangaroo"]);

    private static SpeciesMap Shipped => SpeciesMap.Read(Layout.Resolve("data/species/animals.yaml"), Layout);

    [Theory]
    [InlineData("antelope", 351, 353)]
    [InlineData("bear", 294, 297)]
    [InlineData("cat", 281, 285)]
    [InlineData("dog", 151, 268)]
    [InlineData("eagle", 22, 22)]
    [InlineData("fox", 277, 280)]
    [InlineData("gorilla", 366, 366)]
    [InlineData("horse", 339, 339)]
    [InlineData("jellyfish", 107, 107)]
    [InlineData("kangaroo", 104, 104)]
    public void The_shipped_map_accepts_the_classes_that_plainly_name_a_species(string species, int first, int last) =>
        Assert.Equal(Enumerable.Range(first, last - first + 1), Shipped.Imagenet(Ten).Accepted[Ten.IndexOf(species)]);

    [Fact]
    public void Near_relatives_are_never_accepted_classes()
    {
        var space = Shipped.Imagenet(Ten);

        Assert.All(Enumerable.Range(0, Ten.Count), label => Assert.Empty(space.Near[label].Intersect(space.Accepted.SelectMany(a => a))));
    }

    [Fact]
    public void A_class_that_the_map_does_not_know_is_named()
    {
        var problem = Assert.Throws<PipelineException>(() => Shipped.Mapped(new LabelSet(["cat", "okapi"])));

        Assert.Contains("no entry for 'okapi'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n00000000", "'n00000000' of species 'cat' is neither the WordNet id")]
    [InlineData("n02124075..n02123045", "'n02124075..n02123045' of species 'cat' is neither the WordNet id")]
    [InlineData("n02123045..n02123159..n02124075", "'n02123045..n02123159..n02124075' of species 'cat' is neither the WordNet id")]
    [InlineData("n02123045..", "'' of species 'cat' is neither the WordNet id")]
    public void An_id_that_is_no_class_is_named(string id, string message)
    {
        var problem = Assert.Throws<PipelineException>(() => new SpeciesMap(new SpeciesMapFile(1, [new SpeciesEntry("cat", [id])]), "", "map.yaml"));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named_and_so_is_the_key_that_names_it()
    {
        var problem = Assert.Throws<PipelineException>(() => SpeciesMap.For(new ZeroShotHeadConfig(SpeciesMap: "data/species/none.yaml"), Layout));

        Assert.Equal("data/species/none.yaml does not exist (head.species_map); zero_shot needs to know which ImageNet classes name each class", problem.Message);
    }

    [Fact]
    public void A_head_that_is_trained_reads_no_map() => Assert.Null(SpeciesMap.For(new LbfgsHeadConfig(), Layout));

    [Fact]
    public void A_species_stands_once_and_accepts_something()
    {
        string twice = Refused(new SpeciesEntry("cat", ["n02123045"]), new SpeciesEntry("cat", ["n02124075"]));
        string nothing = Refused(new SpeciesEntry("cat", [], Near: ["n02123045"]));

        Assert.Equal(("map.yaml: species 'cat' stands twice; mend the map", "map.yaml: species 'cat' accepts no class; mend the map"), (twice, nothing));
    }

    [Fact]
    public void Near_relatives_are_checked_like_accepted_classes() =>
        Assert.Contains("'lynx' of species 'cat' is neither", Refused(new SpeciesEntry("cat", ["n02123045"], Near: ["lynx"])), StringComparison.Ordinal);

    [Fact]
    public void A_class_that_the_map_does_not_know_has_no_answers_among_the_1000()
    {
        var problem = Assert.Throws<PipelineException>(() => Shipped.Imagenet(new LabelSet(["cat", "okapi", "quagga"])));

        Assert.Contains("no entry for 'okapi', 'quagga'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_of_one_is_that_class_and_spaces_do_not_matter() =>
        Assert.Equal(
            [281], new SpeciesMap(new SpeciesMapFile(1, [new SpeciesEntry("cat", ["n02123045 .. n02123045", " n02123045"])]), "", "map.yaml").Imagenet(new LabelSet(["cat"])).Accepted[0]);

    [Fact]
    public void A_class_cannot_name_two_species()
    {
        var file = new SpeciesMapFile(1, [new SpeciesEntry("cat", ["n02123045"]), new SpeciesEntry("tiger", ["n02123045"])]);

        var problem = Assert.Throws<PipelineException>(() => new SpeciesMap(file, "", "map.yaml"));

        Assert.Contains("n02123045 (tabby) is accepted for both 'cat' and 'tiger'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mapped_answers_are_the_summed_probabilities_of_the_accepted_classes_as_a_distribution_again()
    {
        var logits = new float[ImageNetClasses.Count];
        (logits[281], logits[282], logits[277], logits[0]) = (3, 2, 4, 9);
        var head = new ZeroShotHead(ZeroShotLabelSpace.Mapped, Shipped, new LabelSet(["cat", "fox"]));

        var scores = head.Predict(new HeldOutFeatures(new FeatureTable([0], 1, logits, logits.Length), [0]));

        double cat = Math.Exp(3) + Math.Exp(2) + 3, fox = Math.Exp(4) + 3;
        Assert.Equal(cat / (cat + fox), scores.Row(0)[0], 12);
        Assert.Equal(fox / (cat + fox), scores.Row(0)[1], 12);
    }

    [Fact]
    public void A_network_that_is_sure_of_something_else_still_ranks_the_species()
    {
        var logits = new float[ImageNetClasses.Count];
        logits.AsSpan().Fill(-2000);
        (logits[0], logits[281]) = (2000, -1990);
        var head = new ZeroShotHead(ZeroShotLabelSpace.Mapped, Shipped, new LabelSet(["cat", "fox"]));

        var scores = head.Predict(new HeldOutFeatures(new FeatureTable([0], 1, logits, logits.Length), [0]));

        Assert.True(scores.Row(0)[0] > 0.99);
        Assert.Equal(1, scores.Row(0)[0] + scores.Row(0)[1], 12);
    }

    [Fact]
    public void The_class_table_is_in_order_of_WordNet_id_and_its_names_are_unique()
    {
        Assert.Equal(ImageNetClasses.Count, ImageNetClasses.Labels.Count);
        Assert.Equal(ImageNetClasses.All.Select(c => c.WordNetId).Order(StringComparer.Ordinal), ImageNetClasses.All.Select(c => c.WordNetId));
        Assert.Equal("crane (n02012849)", ImageNetClasses.All[134].Name);
    }

    [Fact]
    public void The_class_table_agrees_with_the_reference_list()
    {
        string[] lines = File.ReadAllLines(PipelineAssets.Require("weights", "synset_words.txt"));

        Assert.Equal(lines, ImageNetClasses.All.Select(c => $"{c.WordNetId} {c.Names}"));
    }

    private static string Refused(params SpeciesEntry[] entries) => Assert.Throws<PipelineException>(() => new SpeciesMap(new SpeciesMapFile(1, entries), "", "map.yaml")).Message;
}
