namespace Pipeline.Backbones.Downloads;

/// <summary>The right to put one file into a models folder.</summary>
internal static class PullTurn
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until no other process fetches the same file, and shows how far that one has come.</summary>
    /// <param name="say">Hears once who is at it.</param>
    /// <returns>The lock; it is held until it is disposed.</returns>
    /// <exception cref="PipelineException">The folder cannot be written.</exception>
    public static async Task<FileStream> Take(
        BackboneCard card, string folder, TimeProvider clock, IProgress<Progress> progress, Action<string> say, CancellationToken cancellation)
    {
        var partial = new PartialWeights(card, folder);
        for (bool told = false; ; told = true)
        {
            if (TryTake(Path.Combine(folder, card.File + ".lock")) is { } turn)
            {
                return turn;
            }

            string other = partial.Origin() is { } origin ? $"process {origin.Process} on {origin.Host}" : "another process";
            if (!told)
            {
                say($"{card.Name}: {other} is fetching it; waiting for that");
            }

            progress.Report(new Progress($"waiting for {other}, which fetches {card.Name}", partial.Length, card.Bytes, Progress.Bytes));
            await Task.Delay(Look, clock, cancellation);
        }
    }

    private static FileStream? TryTake(string path)
    {
        try
        {
            return LockFile.TryTake(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} cannot be written ({problem.Message}); name another folder with --models", problem);
        }
    }
}
