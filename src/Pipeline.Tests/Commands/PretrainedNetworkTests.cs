using System.Globalization;
using Pipeline.Tests.Backbones.Downloads;
using Pipeline.Tests.Recipe;
using Pipeline.Tests.VisionTraining;

namespace Pipeline.Tests.Commands;

/// <summary>Networks of which nobody publishes a hash: what comes first is recorded, and holds from then on.</summary>
[Trait("tier", "recipe")]
public sealed class PretrainedNetworkTests : IDisposable
{
    private const string Name = "mlnet-mobilenet_v2", FileName = "mobilenet_v2.meta";
    private const int Cut = 20_000;
    private readonly SampleProject _project = new();
    private readonly byte[] _network = new byte[60_000];

    public PretrainedNetworkTests() => new Random(8).NextBytes(_network);

    public void Dispose() => _project.Dispose();

    private string Cache => _project["home", "pipeline", "models"];

    private string Here => Path.Combine(Cache, FileName);

    private string Hash => Hashing.OfBytes(_network);

    [Fact]
    public void The_first_pull_records_what_came_and_says_that_nobody_vouches_for_it()
    {
        using var server = new HostileServer(request => Honest(request));

        var pulled = _project.Run("models", "pull", Name, "--mirror", server.Address.ToString()).Ended(0);

        Assert.Equal($"{Name}: 60.0 kB, SHA-256 {Hash}: {Here}; its publisher names no hash, so this one is recorded, unchecked, and holds from now on: compare it with that of somebody you trust", pulled.OutputLines[^1]);
        Assert.Equal(_network, File.ReadAllBytes(Here));
        Assert.Contains(Hash, File.ReadAllText(Path.Combine(Cache, $"{Name}.yaml")), StringComparison.Ordinal);
        Assert.Equal([true, false], server.Requests.Select(request => request.IsHead));
        Assert.Equal($"{Name}: is here: {Here}", Assert.Single(_project.Run("models", "pull", Name).Ended(0).OutputLines));
    }

    [Fact]
    public void From_then_on_only_those_bytes_count()
    {
        File.WriteAllBytes(_project[FileName], _network);
        _project.Run("models", "add", FileName).Ended(0);
        File.WriteAllText(Here, "something else");

        var verified = _project.Run("models", "verify", Name);

        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("it has 14 bytes, its card says 60000; set aside as ", Assert.Single(verified.ErrorLines), StringComparison.Ordinal);
        using var server = new HostileServer(request => Honest(request));
        Assert.EndsWith($"SHA-256 as on its card: {Here}", _project.Run("models", "pull", Name, "--mirror", server.Address.ToString()).Ended(0).OutputLines[^1], StringComparison.Ordinal);
        File.WriteAllText(_project[FileName], "another file of that name");
        _project.Run("models", "add", FileName).Ended(1, $"'{Name}' is registered with other bytes; if these are the right ones, 'pipeline models remove {Name}' first");
    }

    [Theory]
    [InlineData("\"one\"", Cut)]
    [InlineData(null, 0)]
    public void A_first_pull_goes_on_where_the_server_can_tell_that_its_file_is_the_same_and_else_starts_over(string? etag, int from)
    {
        // The beginning of the file, then a connection that ends, then the rest.
        using var server = new HostileServer(request => request.Number == 1 ? PullScene.Ended(Honest(request, etag), Cut, Ending.Close) : Honest(request, etag));

        _project.Run("models", "pull", Name, "--mirror", server.Address.ToString()).Ended(0);

        Assert.Equal([0, 0, from], server.Requests.Select(request => request.From));
        Assert.Equal(_network, File.ReadAllBytes(Here));
    }

    [Fact]
    public void Who_knows_the_hash_says_it_and_nothing_else_is_taken()
    {
        using var server = new HostileServer(request => Honest(request));
        string[] pull = ["models", "pull", Name, "--mirror", server.Address.ToString(), "--sha256"];

        // Nothing listens there: the publisher's own address is out of reach.
        var refused = _project.RunWith(new() { ["HTTPS_PROXY"] = "http://127.0.0.1:1" }, _project.Root, [.. pull, new string('a', 64)]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"what came has SHA-256 {Hash[..12]}..., not aaaaaaaaaaaa... as expected, and was thrown away", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Here));
        Assert.False(File.Exists(Path.Combine(Cache, $"{Name}.yaml")));
        Assert.EndsWith("; as expected, and recorded", _project.Run([.. pull, Hash.ToUpperInvariant()]).Ended(0).OutputLines[^1], StringComparison.Ordinal);
        _project.Run("models", "pull", Name, "--sha256", new string('a', 64)).Ended(1, $"{Name}: its card says SHA-256 {Hash}, not {new string('a', 64)}");
        _project.Run("models", "pull", Name, "--sha256", "abc").Ended(1, "--sha256 takes the 64 hex digits of one file: name one network with it");
    }

    [Fact]
    public void A_file_that_lies_there_unrecorded_is_named_with_the_command_that_records_it()
    {
        Directory.CreateDirectory(Cache);
        File.WriteAllBytes(Here, _network);

        _project.Run("models", "pull", Name).Ended(1, $"{Name}: {Here} is here, but nobody has recorded what it is; 'pipeline models add {Here}' does, or move it away");
        _project.Run("models", "verify", Name).Ended(1, $"{Name}: nothing of it is here yet; 'pipeline models pull {Name}' fetches it, 'pipeline models add FILE' takes one that you have");
        _project.Run("models", "add", Here).Ended(0);
        Assert.Equal($"{Name}: right: {Here}", Assert.Single(_project.Run("models", "verify", Name).Ended(0).OutputLines));
    }

    [Fact]
    public void A_server_that_does_not_say_how_much_it_will_send_is_refused()
    {
        using var server = new HostileServer(_ => new HostileReply("200 OK", _network));

        string line = Assert.Single(_project.RunWith(
            new() { ["HTTPS_PROXY"] = "http://127.0.0.1:1" }, _project.Root, "models", "pull", Name, "--mirror", server.Address.ToString()).ErrorLines);

        Assert.StartsWith($"{Name} could not be fetched: 127.0.0.1:{server.Address.Port}: it does not say how long the file is; aka.ms: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_fetches_it_when_that_is_asked_for()
    {
        using var server = new HostileServer(request => Honest(request));
        string config = _project.Config("vision.yaml", VisionProject.Text(VisionProject.Head));
        Dictionary<string, string?> environment = new() { ["PIPELINE_VISION"] = VisionProject.StandIn, ["PIPELINE_MIRROR"] = server.Address.ToString() };

        Assert.Equal(1, _project.RunWith(environment, _project.Root, "run", config).ExitCode);
        Assert.Empty(server.Requests);
        _project.RunWith(environment, _project.Root, "run", config, "--pull", "--set", "timing.repeats=0").Ended(0);
        Assert.Equal(_network, File.ReadAllBytes(Here));
        _project.OnlyRun();
    }

    [Fact]
    public void It_is_listed_and_is_no_backbone()
    {
        Assert.Contains(_project.Run("models", "list").OutputLines, line => line.Contains("mlnet-inception_v3", StringComparison.Ordinal) && line.Contains("not known yet", StringComparison.Ordinal));
        _project.Run("run", "configs/sample.yaml", "--set", $"backbone={Name}").Ended(
            1, $"sample: backbone '{Name}' is no ONNX network, but what ML.NET's own trainer starts from: head: {{ kind: mlnet_vision, architecture: mobilenet_v2 }}");
    }

    private HostileReply Honest(HostileRequest request, string? etag = "\"one\"")
    {
        string[] tag = etag is null ? [] : [$"ETag: {etag}"];
        string Length(int bytes) => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes}");
        return request.From > 0
            ? new("206 Partial Content", _network[request.From..], [Length(_network.Length - request.From), string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes {request.From}-{_network.Length - 1}/{_network.Length}"), .. tag])
            : new("200 OK", _network, [Length(_network.Length), .. tag]);
    }
}
