using Pipeline.Configuration;

namespace Pipeline.Tests.Configuration;

public sealed class ConfigReferenceTests
{
    [Fact]
    public void The_committed_page_is_the_one_that_the_records_make()
    {
        string path = Path.Combine(Repository.Root, ConfigReference.Path);
        string committed = File.Exists(path) ? File.ReadAllText(path) : "";

        Assert.True(ConfigReference.Write() == committed, $"{ConfigReference.Path} is out of date; write it anew with: pipeline config reference --output {ConfigReference.Path}");
    }

    [Fact]
    public void Every_link_leads_to_a_section_and_every_key_has_a_meaning()
    {
        string[] lines = ConfigReference.Write().Split('\n');
        string[] anchors = [.. lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..].Replace(".", "", StringComparison.Ordinal))];
        string[] links = [.. lines.SelectMany(line => line.Split("](#").Skip(1)).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)])];

        Assert.True(links.Length >= 8, $"{links.Length} links were seen.");
        Assert.Empty(links.Except(anchors));
        Assert.DoesNotContain(lines, line => line.StartsWith("| `", StringComparison.Ordinal) && line.EndsWith("|  |", StringComparison.Ordinal));
    }
}
