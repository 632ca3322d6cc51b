using System.Globalization;
using Pipeline.Configuration;

namespace Pipeline.Backbones.Downloads;

/// <summary>Weights whose publisher names neither size nor hash: the server says how long they are, and what came first is recorded and holds from then on.</summary>
internal static class FirstUse
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>The card with the size that the first mirror which answers says.</returns>
    /// <exception cref="PipelineException">None of them does.</exception>
    public static async Task<BackboneCard> Sized(HttpClient http, BackboneCard card, IReadOnlyList<Uri> mirrors, CancellationToken cancellation)
    {
        List<string> problems = [];
        foreach (var mirror in mirrors)
        {
            try
            {
                return card with { Bytes = await Ask(http, mirror, cancellation) };
            }
            catch (TransferException problem)
            {
                problems.Add($"{mirror.Authority}: {problem.Message}");
            }
        }

        throw new PipelineException($"{card.Name} could not be fetched: {string.Join("; ", problems)}");
    }

    /// <summary>Writes down what came, beside it.</summary>
    /// <returns>Its card.</returns>
    /// <exception cref="PipelineException">The folder cannot be written.</exception>
    public static BackboneCard Record(BackboneCard card, string file, string folder)
    {
        using var stream = File.OpenRead(file);
        var seen = card with { Sha256 = Hashing.OfCopy(stream, Stream.Null, long.MaxValue, out _), Expected = null };
        WholeFile.WriteText(RegisteredCards.PathOf(card.Name, folder), ConfigWriter.Write(seen));
        return seen;
    }

    private static async Task<int> Ask(HttpClient http, Uri mirror, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, mirror);
            using var response = await http.SendAsync(request, limit.Token);
            long? length = response.IsSuccessStatusCode ? response.Content.Headers.ContentLength : throw Refusal.Of(response);
            return length is > 0 and <= int.MaxValue ? (int)length : throw new TransferException("it does not say how long the file is", mayPass: false);
        }
        catch (HttpRequestException problem)
        {
            throw WeightsTransfer.Explain(problem);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TransferException(string.Create(CultureInfo.InvariantCulture, $"nothing came for {Patience.TotalSeconds:0} s"), mayPass: false);
        }
    }
}
