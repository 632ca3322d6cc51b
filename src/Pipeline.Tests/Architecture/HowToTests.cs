using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Heads;

namespace Pipeline.Tests.Architecture;

/// <summary>The examples of the how-tos are what the program reads.</summary>
public sealed class HowToTests
{
    [Fact]
    public void The_label_map_of_its_page_is_one()
    {
        string text = Blocks("label-map.md").First(block => block.StartsWith("version:", StringComparison.Ordinal));

        Assert.Equal(1, new SpeciesMap(RecordReader.Parse<SpeciesMapFile>(text, "label-map.md"), text, "label-map.md").Version);
    }

    [Fact]
    public void The_card_of_its_page_is_one() =>
        Assert.Equal("mobilenet-v3-large", RecordReader.Parse<CardDraft>(Blocks("own-backbone.md").Single(), "own-backbone.md").Name);

    private static IEnumerable<string> Blocks(string page) =>
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "how-to", page)).Split("```yaml\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]);
}
