using Pipeline.Configuration;

namespace Pipeline.Backbones;

/// <summary>Cards of a user's own networks: <c>NAME.yaml</c> beside the weights in a models folder, so that configs can ask for them by name.</summary>
internal static class RegisteredCards
{
    private const string Extension = ".yaml";

    public static string PathOf(string name, string folder) => Path.Combine(folder, name + Extension);

    /// <returns>The card of that name in the first folder that has one, or null.</returns>
    /// <exception cref="PipelineException">The card is wrong.</exception>
    public static BackboneCard? Find(string name, ModelFolders folders) =>
        name == Path.GetFileName(name) && folders.Find(name + Extension) is { } file ? Read(file) : null;

    /// <summary>Every card, by name; the first folder's where two have the same.</summary>
    /// <param name="damaged">What is wrong with those that cannot be read.</param>
    public static IReadOnlyList<BackboneCard> In(ModelFolders folders, out IReadOnlyList<string> damaged)
    {
        SortedDictionary<string, BackboneCard> cards = new(StringComparer.Ordinal);
        List<string> problems = [];
        foreach (string file in folders.Folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)))
        {
            try
            {
                var card = Read(file);
                cards.TryAdd(card.Name, card);
            }
            catch (PipelineException problem)
            {
                problems.Add(problem.Message);
            }
        }

        damaged = problems;
        return [.. cards.Values];
    }

    private static BackboneCard Read(string file)
    {
        var card = RecordReader.Read<BackboneCard>(file);
        return card.Name == Path.GetFileNameWithoutExtension(file)
            ? card
            : throw new PipelineException($"{file} is the card of '{card.Name}'; in a models folder a card is called as its network: {card.Name}{Extension}");
    }
}
