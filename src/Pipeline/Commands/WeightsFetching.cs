using Pipeline.Backbones;
using Pipeline.Backbones.Downloads;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary>Weights that are not here, fetched after asking: for <c>models pull</c> and <c>run --pull</c>.</summary>
/// <param name="terminal">Asks, and shows how far things have come.</param>
/// <param name="mirror">The value of <c>--mirror</c>, if given.</param>
/// <param name="yes">Whether to fetch any amount without asking.</param>
internal sealed class WeightsFetching(Terminal terminal, string? mirror, bool yes)
{
    private const long AskAbove = 100_000_000;

    /// <summary>Where set, nothing is ever fetched.</summary>
    private const string OfflineVariable = "PIPELINE_OFFLINE";

    /// <param name="cards">What shall be there; weights that are found are not looked into.</param>
    /// <exception cref="PipelineException">One of them cannot be had, or the user does not want it.</exception>
    public void FetchMissing(IEnumerable<BackboneCard> cards, ModelsPlace place, CancellationToken cancellation) =>
        Fetch([.. cards.Where(card => place.Folders.Find(card.File) is null)], place.Shelf.Folder, cancellation);

    /// <inheritdoc cref="FetchMissing"/>
    /// <param name="cards">What is not there, or wrong.</param>
    /// <param name="folder">Receives them.</param>
    public void Fetch(IReadOnlyList<BackboneCard> cards, string folder, CancellationToken cancellation)
    {
        if (cards.Count == 0)
        {
            return;
        }

        RequireOnline(cards);
        var mirrors = cards.Select(card => Mirrors.Of(card, mirror ?? Environment.GetEnvironmentVariable(Mirrors.Variable))).ToList();
        using var handler = WeightsClient.Handler();
        using var client = WeightsClient.Over(handler);
        BackboneCard[] sized = [.. cards.Zip(mirrors).Select(pair => pair.First.IsUnseen ? FirstUse.Sized(client, pair.First, pair.Second, cancellation).GetAwaiter().GetResult() : pair.First)];
        RequireConsent(sized, folder);
        var pull = new WeightsPull(client, PullSettings.Default, terminal.Clock, terminal.Progress, terminal.WriteLine);
        foreach (var (card, addresses) in sized.Zip(mirrors))
        {
            string file = pull.Fetch(card, folder, addresses, cancellation).GetAwaiter().GetResult();
            terminal.WriteLine(card.IsUnseen ? Recorded(card, file, folder) : $"{card.Name}: {Format.Bytes(card.Bytes)}, SHA-256 as on its card: {file}");
        }
    }

    private static string Recorded(BackboneCard card, string file, string folder)
    {
        var seen = FirstUse.Record(card, file, folder);
        return $"{card.Name}: {Format.Bytes(card.Bytes)}, SHA-256 {seen.Sha256}: {file}; "
            + (card.Expected is null ? "its publisher names no hash, so this one is recorded, unchecked, and holds from now on: compare it with that of somebody you trust" : "as expected, and recorded");
    }

    private static void RequireOnline(IReadOnlyList<BackboneCard> cards)
    {
        if (Environment.GetEnvironmentVariable(OfflineVariable) is { Length: > 0 } and not "0")
        {
            throw new PipelineException($"{string.Join(", ", cards.Select(card => card.Name))}: not here, and {OfflineVariable} is set: nothing is fetched; 'pipeline models import' brings weights from another machine");
        }
    }

    private void RequireConsent(IReadOnlyList<BackboneCard> cards, string folder)
    {
        long bytes = cards.Sum(card => (long)card.Bytes - new PartialWeights(card, folder).Length);
        if (bytes > AskAbove && !yes && !terminal.Confirm($"Fetch {Format.Bytes(bytes)} ({string.Join(", ", cards.Select(card => card.Name))}) into {folder}?"))
        {
            throw new PipelineException("nothing fetched");
        }
    }
}
