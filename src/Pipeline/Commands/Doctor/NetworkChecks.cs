using System.Globalization;
using Pipeline.Backbones;
using Pipeline.Backbones.Downloads;

namespace Pipeline.Commands.Doctor;

/// <summary>Whether the mirrors answer; asked only on request.</summary>
internal static class NetworkChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="mirror">The value of <c>--mirror</c>, if given.</param>
    public static IEnumerable<Checkup> All(string? mirror, CancellationToken cancellation)
    {
        using var handler = WeightsClient.Handler();
        using var client = WeightsClient.Over(handler);
        var card = BackboneCatalog.All.First(card => card.Mirrors.Count > 0);
        foreach (var address in Mirrors.Of(card, mirror ?? Environment.GetEnvironmentVariable(Mirrors.Variable)))
        {
            yield return Ask(client, card, address, cancellation).GetAwaiter().GetResult();
        }
    }

    private static async Task<Checkup> Ask(HttpClient client, BackboneCard card, Uri address, CancellationToken cancellation)
    {
        const string Remedy = "check network and proxy (HTTPS_PROXY), name another mirror (--mirror), or carry weights here (pipeline models import)";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var response = await client.SendAsync(request, limit.Token);
            string found = string.Create(CultureInfo.InvariantCulture, $"answers {(int)response.StatusCode} for {card.File}, {response.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? "?"} bytes");
            return response.IsSuccessStatusCode ? new Checkup(address.Authority, Verdict.Ok, found) : new Checkup(address.Authority, Verdict.Warning, found, Remedy);
        }
        catch (HttpRequestException problem)
        {
            return new Checkup(address.Authority, Verdict.Warning, (problem.InnerException ?? problem).Message, Remedy);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Checkup(address.Authority, Verdict.Warning, $"no answer within {Patience.TotalSeconds:0} s", Remedy);
        }
    }
}
