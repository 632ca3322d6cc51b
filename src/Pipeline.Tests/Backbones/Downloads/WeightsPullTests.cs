using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Pipeline.Backbones.Downloads;

namespace Pipeline.Tests.Backbones.Downloads;

/// <summary>Pulls from servers that are slow, broken, lying or gone.</summary>
[Trait("tier", "fault")]
public sealed class WeightsPullTests : IDisposable
{
    private readonly PullScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task An_honest_server_is_asked_once()
    {
        using var server = new HostileServer(request => _scene.Honest(request));

        Assert.Equal(_scene.File, await _scene.Pull(server.Address));

        _scene.AssertWhole();
        Assert.Equal("/net.onnx", Assert.Single(server.Requests).Target);
        Assert.Empty(_scene.Said);
        Assert.Equal(PullScene.Size, _scene.Done);
    }

    [Theory]
    [InlineData(nameof(Ending.Close))]
    [InlineData(nameof(Ending.Reset))]
    public async Task A_connection_that_breaks_goes_on_where_it_stopped_if_the_file_is_the_same(string ending)
    {
        using var server = new HostileServer(request => request.Number == 0 ? PullScene.Ended(_scene.Honest(request), 120_000, Enum.Parse<Ending>(ending)) : _scene.Honest(request));

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        var second = server.Requests[1];

        // A reset may overtake bytes that were on their way.
        Assert.InRange(second.From, ending == nameof(Ending.Close) ? 120_000 : 0, 120_000);
        Assert.Equal(second.From > 0 ? "\"one\"" : null, second.Headers.GetValueOrDefault("If-Range"));
        Assert.Single(_scene.Clock.Waits);
    }

    [Fact]
    public async Task A_chunked_answer_without_its_end_is_no_whole_answer()
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes("186A0\r\n"), .. _scene.Weights[..100_000], .. "\r\n"u8];
        using var server = new HostileServer(request => request.Number == 0 ? new HostileReply("200 OK", chunk, "Transfer-Encoding: chunked") : _scene.Honest(request, etag: null));

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal(100_000, server.Requests[1].From);
        Assert.StartsWith($"net: {server.Address.Authority}: the connection ended after 100000 of 300000 bytes; trying again in ", Assert.Single(_scene.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again_after_the_stall_timeout()
    {
        using var server = new HostileServer(request => request.Number == 0 ? PullScene.Ended(_scene.Honest(request), 200_000, Ending.Stall) : _scene.Honest(request));
        server.Stalling = _scene.Clock.Consider;
        _scene.Clock.Silence = () => server.Stalls && server.Requests.Length == 1 && _scene.Done >= 200_000;

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal(200_000, server.Requests[1].From);
        Assert.Contains("nothing came for 30 s", Assert.Single(_scene.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_for_the_next_mirror()
    {
        using var silent = new HostileServer(_ => null);
        using var honest = new HostileServer(request => _scene.Honest(request));
        silent.Stalling = _scene.Clock.Consider;
        _scene.Clock.Silence = () => silent.Stalls && honest.Requests.Length == 0;

        await _scene.Pull(silent.Address, honest.Address);

        _scene.AssertWhole();
        Assert.Contains($"net: {silent.Address.Authority}: nothing came for 30 s; trying the next mirror", _scene.Said);
    }

    [Theory]
    [InlineData(PullScene.Size - 1)]
    [InlineData(PullScene.Size + 1)]
    public async Task A_length_that_is_not_the_cards_is_another_file(int announced)
    {
        using var server = new HostileServer(_ => new HostileReply("200 OK", _scene.Weights, PullScene.Length(announced), "Content-Type: application/octet-stream"));

        var problem = await Assert.ThrowsAsync<PipelineException>(() => _scene.Pull(server.Address));

        Assert.Equal(
            $"net could not be fetched: {server.Address.Authority}: it offers {announced} bytes of application/octet-stream where 300000 of net.onnx's 300000 were expected: another file",
            problem.Message);
        Assert.Single(server.Requests);
        _scene.AssertOnly();
    }

    [Fact]
    public async Task A_server_without_a_length_is_stopped_at_the_cards()
    {
        using var endless = new HostileServer(_ => new HostileReply("200 OK", [.. _scene.Weights, .. _scene.Weights]));
        using var honest = new HostileServer(request => _scene.Honest(request));

        await _scene.Pull(endless.Address, honest.Address);

        _scene.AssertWhole();
        Assert.Contains("it sends more than the 300000 bytes of net.onnx: another file; trying the next mirror", Assert.Single(_scene.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_bytes_of_the_right_length_never_get_the_files_name()
    {
        byte[] wrong = [.. _scene.Weights[..^1], (byte)~_scene.Weights[^1]];
        using var server = new HostileServer(_ => new HostileReply("200 OK", wrong, PullScene.Length(PullScene.Size)));

        var problem = await Assert.ThrowsAsync<PipelineException>(() => _scene.Pull(server.Address));

        Assert.Equal(
            $"net could not be fetched: {server.Address.Authority}: what came has SHA-256 {Hashing.OfBytes(wrong)[..12]}..., not {_scene.Card.Sha256[..12]}... as on the card, and was thrown away",
            problem.Message);
        Assert.Single(server.Requests);
        _scene.AssertOnly();
    }

    [Fact]
    public async Task A_wrong_first_mirror_does_not_spoil_the_second()
    {
        using var wrong = new HostileServer(request => PullScene.Ended(new HostileReply("200 OK", new byte[PullScene.Size], PullScene.Length(PullScene.Size)), 100_000, Ending.Close));
        using var honest = new HostileServer(request => _scene.Honest(request));

        await _scene.Pull(wrong.Address, honest.Address);

        _scene.AssertWhole();
        Assert.Equal([100_000, 0], honest.Requests.Select(request => request.From));
        Assert.DoesNotContain("If-Range", honest.Requests[0].Headers.Keys);
    }

    [Fact]
    public async Task A_server_that_ignores_the_range_starts_over()
    {
        var whole = new HostileReply("200 OK", _scene.Weights, PullScene.Length(PullScene.Size));
        using var server = new HostileServer(request => request.Number == 0 ? PullScene.Ended(whole, 250_000, Ending.Close) : whole);

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal(250_000, server.Requests[1].From);
    }

    [Fact]
    public async Task A_file_that_changed_in_the_middle_is_fetched_from_its_beginning()
    {
        using var server = new HostileServer(request => request.Number == 0
            ? PullScene.Ended(new HostileReply("200 OK", new byte[PullScene.Size], PullScene.Length(PullScene.Size), "ETag: \"old\""), 100_000, Ending.Close)
            : _scene.Honest(request, "\"new\""));

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal((2, "\"old\""), (server.Requests.Length, server.Requests[1].Headers["If-Range"]));
    }

    [Fact]
    public async Task A_server_that_goes_on_with_another_version_is_noticed_by_its_tag()
    {
        using var server = new HostileServer(request => request.Number switch
        {
            0 => PullScene.Ended(new HostileReply("200 OK", new byte[PullScene.Size], PullScene.Length(PullScene.Size), "ETag: \"old\""), 100_000, Ending.Close),
            1 => _scene.Rest(request.From, "\"new\""),
            _ => _scene.Honest(request, "\"new\""),
        });

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal([0, 100_000, 0], server.Requests.Select(request => request.From));
        Assert.Contains("its file changed in the middle; starting over", _scene.Said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_other_than_asked_for_is_not_believed()
    {
        using var server = new HostileServer(request => request.Number switch
        {
            0 => PullScene.Ended(_scene.Honest(request), 100_000, Ending.Close),
            1 => _scene.Rest(50_000),
            _ => _scene.Honest(request),
        });

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Contains("it was asked for the bytes from 100000 on and answers with 'bytes 50000-299999/300000'; starting over", _scene.Said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_less_than_is_here_is_asked_from_the_beginning()
    {
        using var server = new HostileServer(request => request.Number switch
        {
            0 => PullScene.Ended(_scene.Honest(request), 100_000, Ending.Close),
            1 => new HostileReply("416 Range Not Satisfiable", [], "Content-Length: 0", "Content-Range: bytes */90000"),
            _ => _scene.Honest(request),
        });

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal([0, 100_000, 0], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task A_server_that_changes_its_file_on_every_request_is_given_up()
    {
        using var server = new HostileServer(request => PullScene.Ended(
            new HostileReply("200 OK", _scene.Weights, PullScene.Length(PullScene.Size), $"ETag: \"{request.Number}\""), 60_000, Ending.Close));

        var problem = await Assert.ThrowsAsync<PipelineException>(() => _scene.Pull(server.Address));

        Assert.EndsWith("the connection ended after 60000 of 300000 bytes; 60000 bytes are kept, and the same command goes on from there", problem.Message, StringComparison.Ordinal);
        Assert.InRange(server.Requests.Length, 2, 2 * PullScene.Settings.Attempts);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_its_range_too()
    {
        using var server = new HostileServer(request => request.Target == "/net.onnx"
            ? new HostileReply("302 Found", [], "Location: /cdn/42?signature=x", "Content-Length: 0")
            : request.Number == 1 ? PullScene.Ended(_scene.Honest(request), 100_000, Ending.Close) : _scene.Honest(request));

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal([("/net.onnx", 0), ("/cdn/42?signature=x", 0), ("/net.onnx", 100_000), ("/cdn/42?signature=x", 100_000)], server.Requests.Select(r => (r.Target, r.From)));
    }

    [Fact]
    public async Task Redirects_without_end_are_left_for_the_next_mirror()
    {
        using var loop = new HostileServer(request => new HostileReply("302 Found", [], $"Location: /{request.Number}", "Content-Length: 0"));
        using var honest = new HostileServer(request => _scene.Honest(request));

        await _scene.Pull(loop.Address, honest.Address);

        _scene.AssertWhole();
        Assert.Equal(6, loop.Requests.Length);
        Assert.Equal([$"net: {loop.Address.Authority}: it leads from one address to the next without end; trying the next mirror"], _scene.Said);
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_not_followed()
    {
        using var certificate = SelfSigned.Certificate();
        using var plain = new HostileServer(request => _scene.Honest(request));
        using var secure = new HostileServer(_ => new HostileReply("301 Moved", [], $"Location: {plain.Address}net.onnx", "Content-Length: 0"), certificate);

        var problem = await Assert.ThrowsAsync<PipelineException>(() => _scene.Pull(SelfSigned.Trusting(), CancellationToken.None, secure.Address));

        Assert.Equal($"net could not be fetched: {secure.Address.Authority}: it leads from https to http, which is not followed", problem.Message);
        Assert.Empty(plain.Requests);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_accepted()
    {
        using var certificate = SelfSigned.Certificate();
        using var server = new HostileServer(request => _scene.Honest(request), certificate);

        var problem = await Assert.ThrowsAsync<PipelineException>(() => _scene.Pull(server.Address));

        Assert.Contains(": no secure connection: ", problem.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("429 Too Many Requests", "Retry-After: 7")]
    [InlineData("503 Service Unavailable", "Retry-After: 7")]
    [InlineData("503 Service Unavailable", "Date: Wed, 25 Nov 2026 20:00:00 GMT", "Retry-After: Wed, 25 Nov 2026 20:00:07 GMT")]
    public async Task A_busy_server_is_waited_for_as_long_as_it_asks(string status, params string[] headers)
    {
        using var server = new HostileServer(request => request.Number < 2 ? new HostileReply(status, [], [.. headers, "Content-Length: 0"]) : _scene.Honest(request));

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)], _scene.Clock.Waits);
        Assert.Equal($"net: {server.Address.Authority}: it answers {status}; trying again in 7.0 s", _scene.Said[0]);
    }

    [Fact]
    public async Task A_server_that_asks_for_an_hour_is_left_for_the_next_mirror()
    {
        using var busy = new HostileServer(_ => new HostileReply("429 Too Many Requests", [], "Retry-After: 3600", "Content-Length: 0"));
        using var honest = new HostileServer(request => _scene.Honest(request));

        await _scene.Pull(busy.Address, honest.Address);

        _scene.AssertWhole();
        Assert.Equal([$"net: {busy.Address.Authority}: it answers 429 Too Many Requests and asks to come back in 3600 s; trying the next mirror"], _scene.Said);
        Assert.Empty(_scene.Clock.Waits);
    }

    [Fact]
    public async Task Waits_grow_and_a_server_that_stays_down_is_given_up()
    {
        using var server = new HostileServer(_ => new HostileReply("503 Service Unavailable", [], "Content-Length: 0"));

        await Assert.ThrowsAsync<PipelineException>(() => _scene.Pull(server.Address));

        Assert.Equal(PullScene.Settings.Attempts, server.Requests.Length);
        Assert.Collection(
            _scene.Clock.Waits.Select(wait => wait.TotalSeconds), s => Assert.InRange(s, 0.5, 1), s => Assert.InRange(s, 1, 2), s => Assert.InRange(s, 2, 4), s => Assert.InRange(s, 4, 8));
    }

    [Fact]
    public async Task What_is_not_there_is_asked_for_once_and_every_mirrors_reason_is_told()
    {
        using var gone = new HostileServer(_ => new HostileReply("404 Not Found", [], "Content-Length: 0"));
        using var portal = new HostileServer(_ => new HostileReply("200 OK", "<html>Log in</html>"u8.ToArray(), "Content-Type: text/html", "Content-Length: 19"));

        var problem = await Assert.ThrowsAsync<PipelineException>(() => _scene.Pull(gone.Address, portal.Address));

        Assert.Equal(
            $"net could not be fetched: {gone.Address.Authority}: it answers 404 Not Found; "
            + $"{portal.Address.Authority}: it offers 19 bytes of text/html where 300000 of net.onnx's 300000 were expected: another file",
            problem.Message);
        Assert.Equal((1, 1), (gone.Requests.Length, portal.Requests.Length));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_one_line_too()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{listener.LocalEndpoint}/"));
        listener.Stop();

        var problem = await Assert.ThrowsAsync<PipelineException>(() => _scene.Pull(address));

        Assert.StartsWith($"net could not be fetched: {address.Authority}: no connection: Connection refused", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_mirror_goes_on_where_the_first_broke_off_for_good()
    {
        using var first = new HostileServer(request => request.Number == 0 ? PullScene.Ended(_scene.Honest(request), 100_000, Ending.Close) : new HostileReply("410 Gone", [], "Content-Length: 0"));
        using var second = new HostileServer(request => _scene.Honest(request, "\"its own\""));

        await _scene.Pull(first.Address, second.Address);

        _scene.AssertWhole();
        Assert.Equal(100_000, Assert.Single(second.Requests).From);
        Assert.DoesNotContain("If-Range", second.Requests[0].Headers.Keys);
    }

    [Fact]
    public async Task Cancelling_keeps_what_has_come_for_the_next_time()
    {
        using var stop = new CancellationTokenSource();
        using var server = new HostileServer(request => request.Number == 0 ? PullScene.Ended(_scene.Honest(request), 130_000, Ending.Stall) : _scene.Honest(request));
        _scene.Clock.Silence = () =>
        {
            if (_scene.Done >= 130_000)
            {
                stop.Cancel();
            }

            return false;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.Pull(WeightsClient.Handler(), stop.Token, server.Address));
        _scene.AssertOnly("net.onnx.partial", "net.onnx.partial.json");
        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal(130_000, server.Requests[1].From);
    }

    [Fact]
    public async Task The_second_of_two_pulls_says_who_is_at_it_and_takes_what_the_first_has_fetched()
    {
        using var go = new SemaphoreSlim(0);
        using var server = new HostileServer(request =>
        {
            go.Wait();
            return _scene.Honest(request);
        });
        var first = _scene.Pull(server.Address);
        SpinWait.SpinUntil(() => server.Requests.Length == 1);

        var second = _scene.Pull(server.Address);
        SpinWait.SpinUntil(() => _scene.Said.Count == 1);
        go.Release();
        await Task.WhenAll(first, second);

        _scene.AssertWhole();
        Assert.Single(server.Requests);
        Assert.StartsWith("net: another process is fetching it; waiting for that", _scene.Said[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_set_aside_and_fetched_anew()
    {
        using var server = new HostileServer(request => _scene.Honest(request));
        Directory.CreateDirectory(_scene.Folder);
        File.WriteAllText(_scene.File, "damaged");

        await _scene.Pull(server.Address);

        _scene.AssertWhole("net.onnx.damaged");
        Assert.Equal([$"net: the file that was there is another one or damaged; it is now {_scene.File}.damaged"], _scene.Said);
    }

    [Theory]
    [InlineData("""{"sha256":"0000","url":"http://x/","e_tag":null,"process":1,"host":"h"}""", 1000)]
    [InlineData("half a no", 1000)]
    [InlineData(null, 1000)]
    [InlineData("own", PullScene.Size + 1)]
    public async Task A_beginning_of_something_else_is_not_gone_on_with(string? note, int length)
    {
        using var server = new HostileServer(request => _scene.Honest(request));
        Directory.CreateDirectory(_scene.Folder);
        File.WriteAllBytes(_scene.File + ".partial", new byte[length]);
        if (note is not null)
        {
            File.WriteAllText(_scene.File + ".partial.json", note == "own" ? $$"""{"sha256":"{{_scene.Card.Sha256}}","url":"http://x/","e_tag":null,"process":1,"host":"h"}""" : note);
        }

        await _scene.Pull(server.Address);

        _scene.AssertWhole();
        Assert.Equal(0, Assert.Single(server.Requests).From);
    }

    [Fact]
    public async Task A_disk_without_room_is_told_before_anything_is_fetched()
    {
        using var server = new HostileServer(request => _scene.Honest(request));
        _scene.FreeSpace = 1_000_000;

        var problem = await Assert.ThrowsAsync<PipelineException>(() => _scene.Pull(server.Address));

        Assert.Equal($"net needs 16.3 MB, but {_scene.Folder} has room for 1.0 MB; make room, or name another folder with --models", problem.Message);
        Assert.Empty(server.Requests);
    }
}
