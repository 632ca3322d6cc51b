using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pipeline.Serving;

/// <summary>Every address of the server. <c>openapi.json</c> describes them; a test holds the two together.</summary>
internal sealed class ServerRoutes : IDisposable
{
    private readonly ServingMeter _meter = new();
    private readonly ServingSetup _setup;
    private readonly Action<string> _complain;
    private readonly CancellationToken _stopping;
    private readonly PredictionQueue _queue;
    private readonly PredictEndpoint _predict;
    private readonly FlagEndpoint _flags;
    private readonly ModelEndpoints _models;
    private readonly RunEndpoints _runs;
    private readonly ExampleImages _examples;
    private readonly MetricsEndpoint _metrics;

    public ServerRoutes(ServedContent content, ServingSetup setup, TimeProvider clock, Action<string> complain, CancellationToken stopping)
    {
        (_setup, _complain, _stopping, _examples) = (setup, complain, stopping, content.Examples);
        var budget = new UploadBudget(setup.Limits.MaxBufferedBytes);
        var flags = setup.FlagFolder is { } folder ? new FlagStore(folder, setup.Limits.MaxFlaggedBytes, clock) : null;
        _queue = new PredictionQueue(content.Models.Networks, setup.Workers, setup.Limits.QueueLength, clock, _meter);
        _predict = new PredictEndpoint(content.Models, _queue, budget, setup.Limits, _meter, clock);
        _flags = new FlagEndpoint(flags, setup.Root, content.Models, budget, setup.Limits, complain);
        _models = new ModelEndpoints(content.Models, content.Text, setup, content.Examples);
        _runs = new RunEndpoints(content.Runs, complain);
        _metrics = new MetricsEndpoint(_meter, _queue, budget);
    }

    public void MapTo(WebApplication web)
    {
        web.Use(new Failures(_meter, _complain).HandleAsync);
        web.Use(new Gate(_setup).HandleAsync);
        web.UseRouting();
        Read(web, "/", () => EmbeddedFiles.Index);
        Read(web, "/assets/{name}", (string name) => EmbeddedFiles.Find(name) ?? throw Missing());
        Read(web, "/examples/{number:int}", _examples.Get);
        Read(web, "/api/v1/info", _models.Info);
        Read(web, "/api/v1/models", _models.Models);
        Read(web, "/api/v1/runs", _runs.List);
        Read(web, "/api/v1/runs/{id}", _runs.Get);
        Read(web, "/api/v1/compare", _runs.CompareAsync);
        Read(web, "/runs/{id}/report.html", _runs.Report);
        Read(web, "/compare.html", _runs.ComparisonPageAsync);
        Read(web, "/openapi/v1.json", () => EmbeddedFiles.OpenApi);
        Read(web, "/healthz", () => Answer.Text("ok\n"));
        Read(web, "/readyz", Ready);
        Read(web, "/metrics", _metrics.Get);
        web.MapPost("/api/v1/predict", (Delegate)_predict.PredictAsync);
        web.MapPost("/api/v1/flags", (Delegate)_flags.AddAsync);
        web.UseEndpoints(_ => { });
    }

    public void Dispose()
    {
        _queue.Dispose();
        _runs.Dispose();
    }

    private static void Read(WebApplication web, string pattern, Delegate answer) => web.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], answer);

    private static RefusedRequestException Missing() => RefusedRequestException.NotFound("not found", "there is nothing at this address; /openapi/v1.json lists what there is");

    private IResult Ready() =>
        _stopping.IsCancellationRequested ? throw new RefusedRequestException(StatusCodes.Status503ServiceUnavailable, "stopping", "the server ends once the requests under way are answered") : Answer.Text("ready\n");
}
