using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.Backbones.Downloads;

/// <summary>One request for the weights of a card, or for the part of them that is not there yet.</summary>
/// <param name="http">Sends it; follows redirects, but never from https to http.</param>
/// <param name="settings">How patient to be.</param>
/// <param name="clock">Measures that.</param>
/// <param name="progress">Hears how many bytes are there.</param>
internal sealed class WeightsTransfer(HttpClient http, PullSettings settings, TimeProvider clock, IProgress<Progress> progress)
{
    private const int Piece = 1 << 17;

    /// <summary>Adds to what is there, or starts over where the server does not go on from there.</summary>
    /// <returns>Whether all of it is from this one answer.</returns>
    /// <exception cref="TransferException">The weights did not come, or not all of them; what came and may be right is kept.</exception>
    public async Task<bool> Run(Uri source, BackboneCard card, PartialWeights partial, CancellationToken cancellation)
    {
        if (partial.Length == card.Bytes)
        {
            return false;
        }

        if (card.IsUnseen && !partial.IsVersionOf(source))
        {
            // No hash would find out that two halves are of different files.
            partial.Discard();
        }

        using var watch = new StallWatch(settings.StallTimeout, clock, cancellation);
        try
        {
            using var request = Request(source, partial);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token);
            int start = Start(source, card, partial, response);
            partial.WriteOrigin(source, StrongTag(response));
            await Receive(response, card, partial, start, watch);
            return start == 0;
        }
        catch (OperationCanceledException) when (watch.Stalled)
        {
            throw new TransferException(string.Create(CultureInfo.InvariantCulture, $"nothing came for {settings.StallTimeout.TotalSeconds:0} s"), mayPass: true);
        }
        catch (HttpRequestException problem)
        {
            throw Explain(problem);
        }
    }

    private static HttpRequestMessage Request(Uri source, PartialWeights partial)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, source);
        if (partial.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(partial.Length, null);

            // The same server goes on only if its file is still the same. Another mirror has names of its own: there the hash alone decides.
            if (partial.Origin() is { ETag: { } tag } origin && origin.Url == source.GetLeftPart(UriPartial.Path))
            {
                request.Headers.IfRange = new RangeConditionHeaderValue(tag);
            }
        }

        return request;
    }

    /// <returns>Where in the file the answer's bytes begin.</returns>
    private static int Start(Uri source, BackboneCard card, PartialWeights partial, HttpResponseMessage response)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                RequireLength(response, card.Bytes, card);
                return 0;
            case HttpStatusCode.PartialContent:
                RequireRest(source, card, partial, response);
                return partial.Length;
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                partial.Discard();
                throw new TransferException("it has less of the file than is here already; starting over", mayPass: true);
            default:
                throw Refusal.Of(response);
        }
    }

    private static void RequireRest(Uri source, BackboneCard card, PartialWeights partial, HttpResponseMessage response)
    {
        var range = response.Content.Headers.ContentRange;
        if (range?.From != partial.Length || (range.Length is { } whole && whole != card.Bytes))
        {
            var problem = new TransferException($"it was asked for the bytes from {partial.Length} on and answers with '{range}'; starting over", mayPass: true);
            partial.Discard();
            throw problem;
        }

        if (partial.Origin() is { ETag: { } before } origin && origin.Url == source.GetLeftPart(UriPartial.Path) && StrongTag(response) is { } now && now != before)
        {
            partial.Discard();
            throw new TransferException("its file changed in the middle; starting over", mayPass: true);
        }

        RequireLength(response, card.Bytes - partial.Length, card);
    }

    private static void RequireLength(HttpResponseMessage response, int expected, BackboneCard card)
    {
        if (response.Content.Headers.ContentLength is { } announced && announced != expected)
        {
            throw new TransferException(
                $"it offers {announced} bytes of {response.Content.Headers.ContentType?.MediaType ?? "something"} where {expected} of {card.File}'s {card.Bytes} were expected: another file", mayPass: false);
        }
    }

    private async Task Receive(HttpResponseMessage response, BackboneCard card, PartialWeights partial, int start, StallWatch watch)
    {
        await using var file = partial.OpenAt(start);
        await using var body = await response.Content.ReadAsStreamAsync(watch.Token);
        var buffer = new byte[Piece];
        int done = start;
        for (; ; watch.Restart())
        {
            Report(card, done, start);
            int count = await Read(body, buffer, watch.Token);
            if (count == 0)
            {
                break;
            }

            if (count > card.Bytes - done)
            {
                throw new TransferException($"it sends more than the {card.Bytes} bytes of {card.File}: another file", mayPass: false);
            }

            await Write(file, buffer.AsMemory(0, count), watch.Token);
            done += count;
        }

        if (done < card.Bytes)
        {
            throw new TransferException($"the connection ended after {done} of {card.Bytes} bytes", mayPass: true);
        }
    }

    /// <returns>0 at the end, and where the connection breaks: what is missing is counted by the caller.</returns>
    private static async Task<int> Read(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // A full disk is not the server's fault: it must not look like a connection that broke.
    private static async Task Write(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(bytes, cancellation);
        }
        catch (IOException problem)
        {
            throw new PipelineException($"{file.Name} cannot be written: {problem.Message}", problem);
        }
    }

    private void Report(BackboneCard card, int done, int before) => progress.Report(new Progress($"fetching {card.Name}", done, card.Bytes, Progress.Bytes, before));

    private static string? StrongTag(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;

    public static TransferException Explain(HttpRequestException problem) => problem.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new TransferException("the name of its host is not known here (no network, or a proxy is needed: HTTPS_PROXY)", mayPass: false, cause: problem),
        HttpRequestError.SecureConnectionError => new TransferException($"no secure connection: {(problem.InnerException ?? problem).Message}", mayPass: false, cause: problem),
        HttpRequestError.ProxyTunnelError => new TransferException($"the proxy refuses: {problem.Message}", mayPass: false, cause: problem),
        _ => new TransferException($"no connection: {(problem.InnerException ?? problem).Message.TrimEnd('.')}", mayPass: true, cause: problem),
    };
}
