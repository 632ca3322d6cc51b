using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pipeline.Serving;

/// <summary>The running server: Kestrel over one socket, the queue, and its workers.</summary>
internal sealed class PipelineServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly PredictionQueue _queue;

    private PipelineServer(WebApplication web, PredictionQueue queue) => (_web, _queue) = (web, queue);

    /// <summary>For example <c>http://127.0.0.1:8080</c>.</summary>
    public string Url => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <param name="models">What is served; stays the caller's.</param>
    /// <param name="setup">Where and how.</param>
    /// <param name="clock">Times requests.</param>
    /// <param name="complain">Hears of what must not happen.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="PipelineException">The port is taken, or may not be used.</exception>
    public static async Task<PipelineServer> StartAsync(ServedModels models, ServingSetup setup, TimeProvider clock, Action<string> complain, CancellationToken cancellation)
    {
        // Nothing but what is asked for: no settings from the environment or from files of the working folder, no logging, no signals of its own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = setup.Limits.DrainTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Bound(kestrel, setup));

        var meter = new ServingMeter();
        int workers = setup.Workers == 0 ? Environment.ProcessorCount : setup.Workers;
        var queue = new PredictionQueue(models.Networks, workers, setup.Limits.QueueLength, clock, meter);
        var web = builder.Build();
        Map(web, models, queue, setup, meter, clock, complain);
        var server = new PipelineServer(web, queue);
        try
        {
            await web.StartAsync(cancellation).ConfigureAwait(false);
            return server;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new PipelineException($"{setup.Address}:{setup.Port} cannot be listened on ({problem.Message}); name another with --port, or 0 for any that is free", problem);
        }
    }

    /// <summary>Takes no new connections, lets those requests end that are under way, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync().ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
        _queue.Dispose();
    }

    private static void Map(
        WebApplication web, ServedModels models, PredictionQueue queue, ServingSetup setup, ServingMeter meter, TimeProvider clock, Action<string> complain)
    {
        web.Use(new Failures(meter, complain).HandleAsync);
        web.MapPost("/api/v1/predict", (Delegate)new PredictEndpoint(models, queue, new UploadBudget(setup.Limits.MaxBufferedBytes), setup.Limits, meter, clock).PredictAsync);
        web.MapGet("/healthz", () => Answer.Text("ok\n"));
        web.MapGet("/readyz", () => Answer.Text("ready\n"));
    }

    private static void Bound(KestrelServerOptions kestrel, ServingSetup setup)
    {
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = setup.Limits.MaxRequestBytes;
        limits.MaxConcurrentConnections = setup.Limits.MaxConnections;
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
