using System.Net.Http.Headers;
using System.Reflection;

namespace Pipeline.Backbones.Downloads;

/// <summary>The HTTP client of a pull. The system's proxy settings (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) hold.</summary>
internal static class WeightsClient
{
    private const int Redirects = 5;

    /// <summary>What it is made of; redirects from https to http are not followed.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        MaxAutomaticRedirections = Redirects,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        UseCookies = false,
    };

    /// <summary>Without a time limit for the whole: each wait has its own.</summary>
    public static HttpClient Over(SocketsHttpHandler handler)
    {
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("pipeline", Assembly.GetExecutingAssembly().GetName().Version!.ToString(3)));
        return client;
    }
}
