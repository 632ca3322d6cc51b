using System.Net;
using Pipeline.Serving;

namespace Pipeline.Tests.Serving;

/// <summary>More work than there are workers: nothing here depends on how fast anything is.</summary>
public sealed class LoadTests
{
    private const string Held = "?run=held";

    [Fact]
    public async Task A_full_queue_tells_when_to_come_again_and_loses_nobody_who_waits()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits(QueueLength: 2));
        byte[] image = SampleImage.Png(1);
        var first = served.PredictAsync(image, Held);
        await served.Held.EnteredAsync();
        Task<HttpResponseMessage>[] waiting = [served.PredictAsync(image, Held), served.PredictAsync(image, Held)];
        await UntilAsync(served, "pipeline_queue_length 2");

        var refused = await served.PredictAsync(image, Held);
        served.Held.Release(3);

        await PredictApiTests.RefusedAsync(refused, 429, "2 images are waiting already; ask again later");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.All(await Task.WhenAll([first, .. waiting]), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task Several_images_wait_together_or_not_at_all()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits(QueueLength: 2));
        using var three = new MultipartFormDataContent();
        for (int i = 0; i < 3; i++)
        {
            three.Add(new ByteArrayContent(SampleImage.Png(i)), "image", $"{i}");
        }

        await PredictApiTests.RefusedAsync(await served.Client.PostAsync("/api/v1/predict", three), 429);
        Assert.Contains("pipeline_queue_length 0", await served.Client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_works_for_somebody_who_has_gone()
    {
        await using var served = await ServedTiny.StartAsync();
        var first = served.PredictAsync(SampleImage.Png(1), Held);
        await served.Held.EnteredAsync();
        using var gone = new CancellationTokenSource();
        var second = served.PredictAsync(SampleImage.Png(2), Held, gone.Token);
        await UntilAsync(served, "pipeline_queue_length 1");

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await UntilAsync(served, "status=\"499\"");
        served.Held.Release();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        await UntilAsync(served, "pipeline_predictions_abandoned_total 1");

        Assert.Equal(1, served.Held.Answers);
        Assert.Empty(served.Complaints);
    }

    [Fact]
    public async Task A_server_that_is_told_to_stop_answers_first_what_is_under_way()
    {
        await using var served = await ServedTiny.StartAsync();
        var first = served.PredictAsync(SampleImage.Png(1), Held);
        await served.Held.EnteredAsync();
        var second = served.PredictAsync(SampleImage.Png(2), Held);
        await UntilAsync(served, "pipeline_queue_length 1");

        var stopping = served.Server.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => RefuseNewConnectionsAsync(served.Client.BaseAddress!));
        served.Held.Release(2);
        await stopping;

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], (await Task.WhenAll(first, second)).Select(response => response.StatusCode));
    }

    /// <summary>Asks on new connections until one is refused; the listening socket is closed a moment after stopping begins.</summary>
    private static async Task RefuseNewConnectionsAsync(Uri address)
    {
        for (int i = 0; i < 10_000; i++)
        {
            using var client = new HttpClient { BaseAddress = address };
            using var response = await client.GetAsync("/healthz");
        }
    }

    /// <summary>What the server says of itself is how a test knows that a request has arrived.</summary>
    private static async Task UntilAsync(ServedTiny served, string sign)
    {
        for (int i = 0; i < 100_000; i++)
        {
            if ((await served.Client.GetStringAsync("/metrics")).Contains(sign, StringComparison.Ordinal))
            {
                return;
            }

            await Task.Yield();
        }

        Assert.Fail($"There was no {sign}.");
    }
}
