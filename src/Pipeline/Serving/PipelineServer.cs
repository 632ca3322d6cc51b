using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pipeline.Serving;

/// <summary>The running server: Kestrel over one socket, the queue, and its workers.</summary>
internal sealed class PipelineServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ServerRoutes _routes;
    private bool _isDisposed;

    private PipelineServer(WebApplication web, ServerRoutes routes) => (_web, _routes) = (web, routes);

    /// <summary>For example <c>http://127.0.0.1:8080</c>.</summary>
    public string Url => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Methods and addresses that are answered, for example <c>GET /api/v1/runs/{id}</c>; HEAD goes with GET.</summary>
    public IEnumerable<string> Addresses =>
        from endpoint in ((IEndpointRouteBuilder)_web).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        select $"{endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]} {endpoint.RoutePattern.RawText!.Replace(":int", "", StringComparison.Ordinal)}";

    /// <param name="content">What is served; its models stay the caller's.</param>
    /// <param name="setup">Where and how.</param>
    /// <param name="clock">Times requests.</param>
    /// <param name="complain">Hears of what must not happen.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="PipelineException">The port is taken, or may not be used.</exception>
    public static async Task<PipelineServer> StartAsync(ServedContent content, ServingSetup setup, TimeProvider clock, Action<string> complain, CancellationToken cancellation)
    {
        // Nothing but what is asked for: no settings from the environment or from files of the working folder, no logging, no signals of its own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = setup.Limits.DrainTimeout);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, ReceiveBlocks.Factory>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Bound(kestrel, setup));
        var web = builder.Build();
        var routes = new ServerRoutes(content, setup, clock, complain, web.Lifetime.ApplicationStopping);
        routes.MapTo(web);
        var server = new PipelineServer(web, routes);
        try
        {
            await web.StartAsync(cancellation).ConfigureAwait(false);
            return server;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new PipelineException($"{setup.Address}:{setup.Port} cannot be listened on ({problem.Message.TrimEnd('.')}); name another port with --port, or 0 for any that is free", problem);
        }
    }

    /// <summary>Takes no new connections, lets those requests end that are under way, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _web.StopAsync().ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
        _routes.Dispose();
    }

    private static void Bound(KestrelServerOptions kestrel, ServingSetup setup)
    {
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = setup.Limits.MaxRequestBytes;
        limits.MaxConcurrentConnections = setup.Limits.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.RequestHeadersTimeout = setup.Limits.HeadersTimeout;
        limits.KeepAliveTimeout = setup.Limits.IdleTimeout;
        kestrel.AddServerHeader = false;
        // HTTP/2 without TLS serves no browser, and would let one connection open streams without end.
        kestrel.Listen(new IPEndPoint(setup.Address, setup.Port), listen => listen.Protocols = HttpProtocols.Http1);
    }

    /// <summary>Signals are the program's own business.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
