using System.Globalization;

namespace Pipeline.Backbones.Downloads;

/// <summary>
/// Brings the weights of a card into a models folder: mirror after mirror, going on from what is there, and only bytes with the card's hash get
/// the file's name.
/// </summary>
/// <param name="http">From <see cref="WeightsClient"/>.</param>
/// <param name="settings">How patient to be.</param>
/// <param name="clock">Measures waits.</param>
/// <param name="progress">Hears how many bytes are there.</param>
/// <param name="say">Hears what a user should know meanwhile, a line at a time.</param>
internal sealed class WeightsPull(HttpClient http, PullSettings settings, TimeProvider clock, IProgress<Progress> progress, Action<string> say)
{
    /// <summary>Kept free beside the weights, so that a pull does not fill a disk to the last byte.</summary>
    private const long Margin = 16_000_000;

    // Two processes that fail together shall not try again together.
    private readonly Random _dice = new(Environment.ProcessId);

    /// <summary>Bytes that can still be written into a folder.</summary>
    public Func<string, long> FreeSpace { get; init; } = folder => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    /// <returns>The file, which is what its card says.</returns>
    /// <exception cref="PipelineException">No mirror has it, or the folder cannot take it. What has come is kept for the next time.</exception>
    public async Task<string> Fetch(BackboneCard card, string folder, IReadOnlyList<Uri> mirrors, CancellationToken cancellation)
    {
        try
        {
            return await FetchInTurn(card, folder, mirrors, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{card.Name}: {folder} cannot be written: {problem.Message}", problem);
        }
    }

    private async Task<string> FetchInTurn(BackboneCard card, string folder, IReadOnlyList<Uri> mirrors, CancellationToken cancellation)
    {
        await using var turn = await PullTurn.Take(card, folder, clock, progress, say, cancellation);
        if (WeightsCheck.Of(card, Path.Combine(folder, card.File)).IsRight)
        {
            return Path.Combine(folder, card.File);
        }

        if (WeightsCheck.SetAside(Path.Combine(folder, card.File)) is { } damaged)
        {
            say($"{card.Name}: the file that was there is another one or damaged; it is now {damaged}");
        }

        var partial = new PartialWeights(card, folder);
        partial.DiscardForeign();
        RequireSpace(card, folder, partial);
        await FromAny(card, partial, mirrors, cancellation);
        return partial.Complete();
    }

    private void RequireSpace(BackboneCard card, string folder, PartialWeights partial)
    {
        long needed = card.Bytes - partial.Length + Margin, free = FreeSpace(folder);
        if (free < needed)
        {
            throw new PipelineException(string.Create(
                CultureInfo.InvariantCulture, $"{card.Name} needs {needed / 1e6:F1} MB, but {folder} has room for {free / 1e6:F1} MB; make room, or name another folder with --models"));
        }
    }

    private async Task FromAny(BackboneCard card, PartialWeights partial, IReadOnlyList<Uri> mirrors, CancellationToken cancellation)
    {
        List<string> problems = [];
        foreach (var mirror in mirrors)
        {
            try
            {
                await From(mirror, card, partial, cancellation);
                return;
            }
            catch (TransferException problem)
            {
                problems.Add($"{mirror.Authority}: {problem.Message}");
                if (problems.Count < mirrors.Count)
                {
                    say($"{card.Name}: {problems[^1]}; trying the next mirror");
                }
            }
        }

        string kept = partial.Length > 0 ? $"; {partial.Length} bytes are kept, and the same command goes on from there" : "";
        throw new PipelineException($"{card.Name} could not be fetched: {string.Join("; ", problems)}{kept}");
    }

    private async Task From(Uri mirror, BackboneCard card, PartialWeights partial, CancellationToken cancellation)
    {
        var transfer = new WeightsTransfer(http, settings, clock, progress);
        for (int failures = 0, restarts = 0; ;)
        {
            int before = partial.Length;
            try
            {
                bool whole = await transfer.Run(mirror, card, partial, cancellation);
                await RequireHash(card, partial, whole, cancellation);
                return;
            }
            catch (TransferException problem) when (problem.MayPass)
            {
                failures = partial.Length - before >= settings.Worthwhile ? 0 : failures + 1;
                restarts += partial.Length < before ? 1 : 0;
                await WaitToTryAgain(mirror, card, problem, failures, restarts, cancellation);
            }
        }
    }

    private async Task WaitToTryAgain(Uri mirror, BackboneCard card, TransferException problem, int failures, int restarts, CancellationToken cancellation)
    {
        var wait = problem.Wait ?? settings.Backoff(failures, _dice.NextDouble());
        if (wait > settings.LongestWait)
        {
            throw new TransferException(string.Create(CultureInfo.InvariantCulture, $"{problem.Message} and asks to come back in {wait.TotalSeconds:0} s"), mayPass: false, cause: problem);
        }

        if (failures >= settings.Attempts || restarts >= settings.Attempts)
        {
            throw problem;
        }

        say(string.Create(CultureInfo.InvariantCulture, $"{card.Name}: {mirror.Authority}: {problem.Message}; trying again in {wait.TotalSeconds:0.0} s"));
        await Task.Delay(wait, clock, cancellation);
    }

    // Pieces of different times or mirrors may not fit together although each server was honest: in one piece it may yet be right.
    private static async Task RequireHash(BackboneCard card, PartialWeights partial, bool whole, CancellationToken cancellation)
    {
        string expected = card.IsUnseen ? card.Expected ?? "" : card.Sha256;
        string hash = await partial.Hash(cancellation);
        if (expected.Length > 0 && hash != expected)
        {
            partial.Discard();
            throw new TransferException($"what came has SHA-256 {hash[..12]}..., not {expected[..12]}... as {(card.IsUnseen ? "expected" : "on the card")}, and was thrown away", mayPass: !whole);
        }
    }
}
