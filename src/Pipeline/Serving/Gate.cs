using System.Net;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Serving;

/// <summary>
/// Keeps other people's pages out. A page elsewhere can make a visitor's browser send requests here: under a name of its own that it points
/// at this machine (DNS rebinding; the Host header tells), or across sites (the Origin header tells).
/// </summary>
internal sealed class Gate(ServingSetup setup)
{
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A report is one file with its script, style and pictures inside. Sandboxed, it is of no origin: nothing in it can ask this server for anything.</summary>
    public const string ReportPolicy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-downloads";

    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    private readonly HashSet<string> _hosts = new([.. Loopback, .. setup.Hosts], StringComparer.OrdinalIgnoreCase);

    /// <exception cref="RefusedRequestException">The request comes from elsewhere.</exception>
    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        RequireKnownHost(context.Request.Host);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            RequireOwnOrigin(context.Request);
        }

        return next(context);
    }

    private void RequireKnownHost(HostString host)
    {
        // An address cannot be rebound. Where only loopback is bound, no other address leads here anyway.
        bool isAddress = IPAddress.TryParse(host.Host.Trim('[', ']'), out _) && !IPAddress.IsLoopback(setup.Address);
        if (!isAddress && !_hosts.Contains(host.Host))
        {
            throw Refused("the server does not answer under this name; start it with --allow-host NAME if it should");
        }
    }

    private static void RequireOwnOrigin(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        // A proxy in front may speak https where this speaks http; the default port of either goes without saying.
        bool isOwn = origin is null
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && Uri.TryCreate($"{from.Scheme}://{request.Host}", UriKind.Absolute, out var own)
                && string.Equals(from.Authority, own.Authority, StringComparison.OrdinalIgnoreCase));
        if (!isOwn || request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            throw Refused("requests of other sites' pages are not answered");
        }
    }

    private static RefusedRequestException Refused(string detail) => new(StatusCodes.Status403Forbidden, "not from here", detail);
}
