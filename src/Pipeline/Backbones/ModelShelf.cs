using Pipeline.Configuration;

namespace Pipeline.Backbones;

/// <summary>One models folder that weights are put into and taken from.</summary>
/// <param name="folder">Full path.</param>
internal sealed class ModelShelf(string folder)
{
    public string Folder => folder;

    public string PathOf(BackboneCard card) => Path.Combine(folder, card.File);

    /// <summary>Copies weights in, checked on the way; for a network of a user's own its card too.</summary>
    /// <param name="open">Opens the weights.</param>
    /// <exception cref="PipelineException">The bytes are not the card's, or the folder cannot be written.</exception>
    public void Put(BackboneCard card, Func<Stream> open)
    {
        WholeFile.Write(PathOf(card), target =>
        {
            using var source = open();
            string hash = Hashing.OfCopy(source, target, card.Bytes + 1L, out long copied);
            if (copied != card.Bytes || hash != card.Sha256)
            {
                throw new PipelineException($"{card.File} has {(copied > card.Bytes ? "more than " : "")}{Math.Min(copied, card.Bytes)} bytes and SHA-256 {hash}, its card says {card.Bytes} and {card.Sha256}; nothing was put in");
            }
        });
        if (BackboneCatalog.Find(card.Name) is null)
        {
            WholeFile.WriteText(RegisteredCards.PathOf(card.Name, folder), ConfigWriter.Write(card));
        }
    }

    /// <summary>Removes weights, what a broken-off pull left of them, and a registered card.</summary>
    /// <returns>What was there.</returns>
    /// <exception cref="PipelineException">It cannot be removed.</exception>
    public IReadOnlyList<string> Remove(BackboneCard card)
    {
        string[] files = [.. Files(card).Where(File.Exists)];
        try
        {
            foreach (string file in files)
            {
                File.Delete(file);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{card.Name} cannot be removed: {problem.Message}", problem);
        }

        return files;
    }

    private IEnumerable<string> Files(BackboneCard card)
    {
        string weights = PathOf(card);
        string[] own = BackboneCatalog.Find(card.Name) is null ? [RegisteredCards.PathOf(card.Name, folder)] : [];
        return [weights, weights + ".partial", weights + ".partial.json", weights + ".damaged", .. own];
    }
}
