using System.Net;

namespace Pipeline.Backbones.Downloads;

/// <summary>An answer that brings no weights, as the reason why.</summary>
internal static class Refusal
{
    public static TransferException Of(HttpResponseMessage response)
    {
        int code = (int)response.StatusCode;
        return code switch
        {
            >= 300 and < 400 => new TransferException(Redirect(response), mayPass: false),
            407 => new TransferException("the proxy wants a name and a password: HTTPS_PROXY=http://name:password@host:port", mayPass: false),
            408 or 425 or 429 or 500 or 502 or 503 or 504 => new TransferException(Said(response), mayPass: true, Wait(response)),
            _ => new TransferException(Said(response), mayPass: false),
        };
    }

    // HttpClient follows redirects by itself; one that is left over is one that it refuses.
    private static string Redirect(HttpResponseMessage response) =>
        response is { RequestMessage.RequestUri.Scheme: "https", Headers.Location: { IsAbsoluteUri: true, Scheme: "http" } }
            ? "it leads from https to http, which is not followed"
            : response.Headers.Location is null ? Said(response) : "it leads from one address to the next without end";

    private static string Said(HttpResponseMessage response) => $"it answers {(int)response.StatusCode} {response.ReasonPhrase ?? nameof(HttpStatusCode)}";

    private static TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } now && date > now => date - now,
        _ => null,
    };
}
