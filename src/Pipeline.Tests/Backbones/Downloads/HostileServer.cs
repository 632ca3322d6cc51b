using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pipeline.Tests.Backbones.Downloads;

/// <summary>What a client asked for.</summary>
/// <param name="Number">0 for the first request.</param>
/// <param name="Target">The path, or with a proxy the whole address.</param>
internal sealed record HostileRequest(int Number, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Whether only the headers of an answer are wanted.</summary>
    public bool IsHead { get; init; }

    /// <summary>The first byte that it wants.</summary>
    public int From => Headers.TryGetValue("Range", out string? range) ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
}

/// <summary>What is sent back, byte for byte as said, whether or not it makes sense.</summary>
/// <param name="Status">For example <c>200 OK</c>.</param>
/// <param name="Body">The bytes that follow.</param>
/// <param name="Headers">One <c>Name: value</c> each; no length is added.</param>
internal sealed record HostileReply(string Status, byte[] Body, params string[] Headers)
{
    /// <summary>What happens behind the body's last byte.</summary>
    public Ending Ending { get; init; } = Ending.Close;
}

internal enum Ending
{
    /// <summary>The connection is closed in order.</summary>
    Close,

    /// <summary>It is torn down.</summary>
    Reset,

    /// <summary>Nothing more comes, and the connection stays.</summary>
    Stall,
}

/// <summary>An HTTP server on loopback that does whatever a test says. One request per connection.</summary>
internal sealed class HostileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<HostileRequest, HostileReply?> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly List<HostileRequest> _requests = [];
    private readonly Task _loop;

    /// <param name="answer">Null: the request is never answered.</param>
    /// <param name="certificate">For https.</param>
    public HostileServer(Func<HostileRequest, HostileReply?> answer, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        Address = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _loop = Listen();
    }

    public Uri Address { get; }

    /// <summary>Whether it keeps a client waiting.</summary>
    public bool Stalls { get; private set; }

    /// <summary>Called when it begins to.</summary>
    public Action Stalling { get; set; } = () => { };

    public HostileRequest[] Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public void Dispose()
    {
        // The loop ends by itself; a listener that was stopped under it would throw whatever it throws between two clients.
        _stop.Cancel();
        _loop.Wait();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Listen()
    {
        List<Task> conversations = [];
        try
        {
            while (true)
            {
                conversations.Add(Converse(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task Converse(Socket socket)
    {
        using var client = socket;
        try
        {
            await using Stream stream = await Open(new NetworkStream(client));
            if (await ReadRequest(stream) is { } request)
            {
                var reply = _answer(request);
                await Answer(client, stream, request.IsHead && reply is not null ? reply with { Body = [] } : reply);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task<Stream> Open(NetworkStream plain)
    {
        if (_certificate is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(_certificate);
        return secure;
    }

    private async Task<HostileRequest?> ReadRequest(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        if (await reader.ReadLineAsync(_stop.Token) is not { } first)
        {
            return null;
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
        {
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        lock (_requests)
        {
            var request = new HostileRequest(_requests.Count, first.Split(' ')[1], headers) { IsHead = first.StartsWith("HEAD ", StringComparison.Ordinal) };
            _requests.Add(request);
            return request;
        }
    }

    private async Task Answer(Socket client, Stream stream, HostileReply? reply)
    {
        if (reply is not null)
        {
            string head = string.Concat(((string[])[$"HTTP/1.1 {reply.Status}", "Connection: close", .. reply.Headers, ""]).Select(line => line + "\r\n"));
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), _stop.Token);
            await stream.WriteAsync(reply.Body, _stop.Token);
            await stream.FlushAsync(_stop.Token);
        }

        if (reply is null or { Ending: Ending.Stall })
        {
            Stalls = true;
            Stalling();
            while (await stream.ReadAsync(new byte[1], _stop.Token) > 0)
            {
            }
        }
        else if (reply.Ending == Ending.Reset)
        {
            client.LingerState = new LingerOption(true, 0);
        }
        else
        {
            // Until the client has taken it all: a socket that is closed with a request's bytes unread tears the connection down.
            client.Shutdown(SocketShutdown.Send);
            while (await stream.ReadAsync(new byte[1024], _stop.Token) > 0)
            {
            }
        }
    }
}
