using System.Net.Http.Headers;
using System.Text.Json;
using Pipeline.Heads;
using Pipeline.Timing;

namespace Pipeline.Serving;

/// <summary>
/// The way through a server: 'pipeline serve' in a process of its own on a free port of this machine, files sent through a socket. The total is
/// the client's, from the file to the decoded labels; what the server does not account for is transport.
/// </summary>
internal sealed class HttpPath : IPredictionPath
{
    private readonly TimeProvider _clock;
    private readonly ServerProcess _server;
    private readonly HttpClient _client;

    private HttpPath(ServerProcess server, TimeProvider clock)
    {
        (_server, _clock) = (server, clock);
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(server.Url) };
    }

    public static OpenHeadPath Opener(TimeProvider clock) => (subject, config, cancellation) => new HttpPath(ServerProcess.Start(PortableModel.Of(subject, config), cancellation), clock);

    public (IReadOnlyList<RankedLabel> Labels, PredictionParts Parts) Predict(Func<byte[]> read, int count, CancellationToken cancellation)
    {
        long start = _clock.GetTimestamp();
        byte[] bytes = read();
        double readMs = _clock.GetElapsedTime(start).TotalMilliseconds;
        var answer = Ask(bytes, count, cancellation).Predictions[0].Results![0];
        double total = _clock.GetElapsedTime(start).TotalMilliseconds;
        var timing = answer.Timing;
        return (
            [.. answer.Labels.Select(label => new RankedLabel(label.Label, label.Score))],
            new PredictionParts(readMs + timing.DecodeMs, timing.TransformMs, timing.BackboneMs, timing.HeadMs, Math.Max(0, total - readMs - timing.TotalMs)));
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private PredictAnswer Ask(byte[] bytes, int count, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, FormattableString.Invariant($"api/v1/predict?top_k={count}")) { Content = content };
        try
        {
            using var response = _client.Send(request, cancellation);
            using var body = response.Content.ReadAsStream(cancellation);
            return response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(body, ServingJson.Default.PredictAnswer)!
                : throw new PipelineException($"the server answered {(int)response.StatusCode}: {JsonSerializer.Deserialize(body, ServingJson.Default.ProblemAnswer)?.Detail}");
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException)
        {
            // Ctrl+C ends the server too, perhaps first.
            cancellation.ThrowIfCancellationRequested();
            throw new PipelineException($"the server does not answer: {problem.Message}. {_server.Complaints}", problem);
        }
    }
}
