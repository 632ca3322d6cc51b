using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipeline.Serving;

namespace Pipeline.Tests.Serving;

/// <summary>Whoever holds a connection and says nothing, or little, loses it; whoever waits for one gets it. Limits are as short as they go, so that nothing is waited for.</summary>
public sealed class ConnectionTests
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);

    /// <summary>After which a test has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_connection_above_the_limit_is_closed_without_an_answer_and_there_is_room_again_when_another_ends()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits(MaxConnections: 2));
        using var first = new Wire(served);
        using var second = new Wire(served);
        Assert.StartsWith("HTTP/1.1 200", await first.AskAsync(Wire.Health), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await second.AskAsync(Wire.Health), StringComparison.Ordinal);

        using var third = new Wire(served);
        Assert.Equal("", await third.AskAsync(Wire.Health));

        first.Dispose();
        Assert.StartsWith("HTTP/1.1 200", await UntilAnsweredAsync(served), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_do_not_end_are_waited_for_no_longer_than_the_limit()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits { HeadersTimeout = AtOnce });
        using var slow = new Wire(served);

        Assert.StartsWith("HTTP/1.1 408", await slow.AskAsync("POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nX-Slow: a"), StringComparison.Ordinal);
        Assert.Equal("", await slow.ReadAsync());
    }

    [Fact]
    public async Task A_body_that_does_not_end_is_waited_for_no_longer_than_the_limit_and_costs_no_worker()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits { BodyTimeout = AtOnce });
        using var slow = new Wire(served);

        string answer = await slow.AskAsync("POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nabc");

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("the body took longer than 0 s", answer, StringComparison.Ordinal);
        Assert.Contains("pipeline_upload_bytes 0\n", await served.Client.GetStringAsync("/metrics"), StringComparison.Ordinal);
        Assert.Empty(served.Complaints);
    }

    [Fact]
    public async Task A_connection_on_which_nothing_more_is_asked_is_closed()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits { IdleTimeout = AtOnce });
        using var idle = new Wire(served);

        Assert.StartsWith("HTTP/1.1 200", await idle.AskAsync(Wire.Health), StringComparison.Ordinal);
        Assert.Equal("", await idle.ReadAsync());
    }

    [Fact]
    public async Task While_others_say_nothing_or_little_somebody_else_is_answered()
    {
        await using var served = await ServedTiny.StartAsync();
        List<Wire> open = [];
        for (int i = 0; i < 20; i++)
        {
            var wire = new Wire(served);
            open.Add(wire);
            await wire.SendAsync(i % 2 == 0 ? "POST /api/v1/pre" : "POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nabc");
        }

        Assert.Equal(HttpStatusCode.OK, (await served.PredictAsync(SampleImage.Png(1))).StatusCode);
        open.ForEach(wire => wire.Dispose());
    }

    /// <summary>The server hears of an ended connection a moment later.</summary>
    private static async Task<string> UntilAnsweredAsync(ServedTiny served)
    {
        for (int i = 0; i < 100_000; i++)
        {
            using var next = new Wire(served);
            if (await next.AskAsync(Wire.Health) is { Length: > 0 } answer)
            {
                return answer;
            }
        }

        return "";
    }

    /// <summary>A connection on which anything can be said.</summary>
    private sealed class Wire(ServedTiny served) : IDisposable
    {
        public const string Health = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

        private readonly TcpClient _client = new(served.Client.BaseAddress!.Host, served.Client.BaseAddress.Port);

        public Task SendAsync(string text) => _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

        /// <returns>What came first; empty where the other side closed instead.</returns>
        public async Task<string> AskAsync(string text)
        {
            try
            {
                await SendAsync(text);
                return await ReadAsync();
            }
            catch (IOException)
            {
                return "";
            }
        }

        public async Task<string> ReadAsync()
        {
            byte[] bytes = new byte[4096];
            try
            {
                return Encoding.ASCII.GetString(bytes, 0, await _client.GetStream().ReadAsync(bytes).AsTask().WaitAsync(Patience));
            }
            catch (IOException)
            {
                return "";
            }
        }

        public void Dispose() => _client.Dispose();
    }
}
