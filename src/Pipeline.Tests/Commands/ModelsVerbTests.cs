using System.IO.Compression;
using System.Text.Json;
using Pipeline.Tests.Backbones.Downloads;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Commands;

/// <summary>The built program against a server on loopback, as a user would call it.</summary>
[Trait("tier", "recipe")]
public sealed class ModelsVerbTests : IDisposable
{
    private const int Cut = 20_000;
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    private static byte[] Weights => TinyBackbone.Model;

    private string Cache => _project["home", "pipeline", "models"];

    [Fact]
    public void Run_says_in_one_line_what_is_missing_and_with_pull_fetches_it()
    {
        using var server = new HostileServer(Honest);
        string config = Far(server.Address);

        foreach (string[] arguments in new string[][] { ["run", config], ["run", config, "--pull", "--offline"] })
        {
            var refused = _project.Run(arguments);

            Assert.Equal(1, refused.ExitCode);
            Assert.StartsWith("sample: backbone 'far': far.onnx is in none of ", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
            Assert.Contains("'pipeline models pull far' fetches it (0 MB)", refused.ErrorLines[0], StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
        _project.Run("run", config, "--pull").Ended(0);
        _project.OnlyRun();
        Assert.Equal(Weights, File.ReadAllBytes(Path.Combine(Cache, "far.onnx")));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_killed_pull_goes_on_where_it_was()
    {
        using var server = new HostileServer(request => request.Number == 0 ? PullScene.Ended(Honest(request), Cut, Ending.Stall) : Honest(request));
        Far(server.Address);
        using var process = _project.Start("models", "pull", "cards/far.yaml");
        process.WaitFor("the beginning of the weights", _ => Partial() == Cut);

        process.Signal(Signal.Kill);
        Assert.Equal(128 + (int)Signal.Kill, process.WaitForExit().ExitCode);

        _project.Run("models", "pull", "cards/far.yaml").Ended(0);
        Assert.Equal(Cut, server.Requests[1].From);
        Assert.Equal(["far.onnx"], Directory.EnumerateFiles(Cache).Select(file => Path.GetFileName(file)).Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)));
    }

    [Fact]
    public void Ctrl_C_ends_a_pull_with_one_line()
    {
        using var server = new HostileServer(request => PullScene.Ended(Honest(request), Cut, Ending.Stall));
        Far(server.Address);
        using var process = _project.Start("models", "pull", "cards/far.yaml");
        process.WaitFor("the beginning of the weights", _ => Partial() == Cut);

        process.Signal(Signal.Interrupt);

        process.WaitForExit().Ended(130, "stopped; nothing half-written stays, and the same command goes on from what is finished");
        Assert.Equal(Cut, Partial());
    }

    [Fact]
    public void A_proxy_is_honoured_and_a_mirror_of_ones_own_is_tried_first()
    {
        using var proxy = new HostileServer(Honest);
        Far(new Uri("http://first.invalid/"));

        var result = _project.RunWith(new() { ["http_proxy"] = proxy.Address.ToString() }, _project.Root, "models", "pull", "cards/far.yaml", "--mirror", "http://second.invalid/{name}/{file}");

        result.Ended(0);
        Assert.Equal("http://second.invalid/far/far.onnx", Assert.Single(proxy.Requests).Target);
    }

    [Fact]
    public void Nothing_large_is_fetched_unasked_and_nothing_at_all_where_that_is_said()
    {
        using var server = new HostileServer(Honest);
        Far(server.Address);

        _project.Run("models", "pull", "resnet50-v1-12", "--mirror", server.Address.ToString()).Ended(
            1, $"Fetch 102.6 MB (resnet50-v1-12) into {Cache}? Nobody is there to answer: say --yes to go on");
        _project.RunWith(new() { ["PIPELINE_OFFLINE"] = "1" }, _project.Root, "models", "pull", "cards/far.yaml").Ended(
            1, "far: not here, and PIPELINE_OFFLINE is set: nothing is fetched; 'pipeline models import' brings weights from another machine");
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_damaged_file_is_found_set_aside_and_fetched_again()
    {
        using var server = new HostileServer(Honest);
        Far(server.Address);
        _project.Run("models", "pull", "cards/far.yaml").Ended(0);
        _project.Run("models", "verify", "cards/far.yaml").Ended(0);
        string file = Path.Combine(Cache, "far.onnx");
        byte[] damaged = [.. Weights[..^1], (byte)~Weights[^1]];
        File.WriteAllBytes(file, damaged);

        _project.Run("models", "verify", "cards/far.yaml").Ended(
            1,
            $"far: {file}: it has SHA-256 {Hashing.OfBytes(damaged)}, its card says {Hashing.OfBytes(Weights)}; set aside as {file}.damaged; 'pipeline models pull far' gets it again");
        _project.Run("models", "pull", "cards/far.yaml").Ended(0);

        Assert.Equal(Weights, File.ReadAllBytes(file));
        Assert.Equal(damaged, File.ReadAllBytes(file + ".damaged"));
    }

    [Fact]
    public void A_network_of_ones_own_is_looked_into_registered_used_by_name_carried_on_and_removed()
    {
        File.WriteAllBytes(_project["My Network.onnx"], Weights);
        File.WriteAllText(_project["draft.yaml"], "licence: MIT\ntransform: { resize_shorter_side: 40, crop: 32 }\n");

        var added = _project.Run("models", "add", "My Network.onnx", "--card", "draft.yaml").Ended(0);

        Assert.Contains($"  input 'input', features 'features' [N, {TinyBackbone.Dimension}], class scores 'scores' [N, 1000]", added.OutputLines);
        Assert.Single(added.OutputLines, line => line.StartsWith("  assumed: ", StringComparison.Ordinal));
        _project.Run("run", _project.Config("own.yaml", SampleProject.ConfigText.Replace("{ card: models/tiny.yaml }", "my-network", StringComparison.Ordinal))).Ended(0);

        _project.Run("models", "export", "my-network", "--to", "out.zip").Ended(0);
        _project.Run("models", "export", "my-network", "--to", "out").Ended(0);
        foreach (string bundle in (string[])["out.zip", "out"])
        {
            _project.Run("models", "remove", "my-network", "--yes").Ended(0);
            Assert.Equal(1, _project.Run("models", "path", "my-network").ExitCode);
            _project.Run("models", "import", bundle).Ended(0);
            Assert.Equal([Path.Combine(Cache, "my-network.onnx")], _project.Run("models", "path", "my-network").Ended(0).OutputLines);
        }

        var listed = JsonElement.Parse(_project.Run("models", "list", "--json").Ended(0).OutputLines[^1]).GetProperty("models");
        Assert.Equal(Path.Combine(Cache, "my-network.onnx"), Assert.Single(listed.EnumerateArray(), model => model.GetProperty("name").GetString() == "my-network").GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("transform: { crop: 64 }", "weights.onnx cannot be used: its input is 32 pixels wide, but the card's crop is 64")]
    [InlineData("feature_tensor: pooled", "weights.onnx cannot be used: its class scores are computed from 'features', not from 'pooled' (feature_tensor)")]
    [InlineData("bytes: 7", "weights.onnx cannot be used: it has * bytes and SHA-256 *, but the card says 7 and nothing of the hash")]
    [InlineData("name: resnet-mini", "'resnet-mini' is in the catalogue that ships with the program; choose another name with --name")]
    public void A_network_that_is_not_as_said_is_refused(string draft, string message)
    {
        File.WriteAllBytes(_project["weights.onnx"], Weights);
        File.WriteAllText(_project["draft.yaml"], draft + "\n");

        var result = _project.Run("models", "add", "weights.onnx", "--card", "draft.yaml");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(message).Replace(@"\*", ".*", StringComparison.Ordinal) + "$", Assert.Single(result.ErrorLines));
        Assert.False(Directory.Exists(Cache));
    }

    [Fact]
    public void What_is_no_network_is_refused()
    {
        File.WriteAllText(_project["page.onnx"], "<html>");

        _project.Run("models", "add", "page.onnx").Ended(1, "page.onnx cannot be used: it is no ONNX model (field 7 is not of the expected kind)");
        Assert.Equal(1, _project.Run("models", "add", "absent.onnx").ExitCode);
    }

    [Fact]
    public void A_bundle_is_believed_in_nothing()
    {
        string card = TinyBackbone.CardText(Weights).Replace("name: tiny", "name: mine", StringComparison.Ordinal).Replace("tiny.onnx", "mine.onnx", StringComparison.Ordinal);
        string forged = TinyBackbone.CardText(Weights).Replace("name: tiny", "name: resnet18-v1-7", StringComparison.Ordinal);
        Zip("damaged.zip", ("mine.yaml", card), ("mine.onnx", "damaged"));
        Zip("forged.zip", ("resnet18-v1-7.yaml", forged), ("tiny.onnx", "x"));
        Zip("slip.zip", ("mine.yaml", card.Replace("file: mine.onnx", "file: ../mine.onnx", StringComparison.Ordinal)), ("../mine.onnx", "x"));
        Zip("empty.zip", ("readme.txt", "nothing"));
        File.WriteAllText(_project["page.zip"], "<html>");

        Assert.Contains("mine.onnx has 7 bytes and SHA-256 ", Refused("damaged.zip"), StringComparison.Ordinal);
        Assert.StartsWith("the bundle's 'resnet18-v1-7' has other weights (SHA-256 ", Refused("forged.zip"), StringComparison.Ordinal);
        Assert.Contains("file", Refused("slip.zip"), StringComparison.Ordinal);
        Assert.Equal("empty.zip holds no cards (NAME.yaml beside the weights); 'pipeline models export' makes such a bundle", Refused("empty.zip"));
        Assert.StartsWith("page.zip cannot be read as a folder or zip of 'pipeline models export': ", Refused("page.zip"), StringComparison.Ordinal);
        Assert.True(!Directory.Exists(Cache) || !Directory.EnumerateFiles(Cache).Any());
    }

    private static HostileReply Honest(HostileRequest request) => request.From > 0
        ? new("206 Partial Content", Weights[request.From..], PullScene.Length(Weights.Length - request.From), $"Content-Range: bytes {request.From}-{Weights.Length - 1}/{Weights.Length}", "ETag: \"one\"")
        : new("200 OK", Weights, PullScene.Length(Weights.Length), "ETag: \"one\"");

    /// <summary>A card whose weights are on a server, and the config that asks for it.</summary>
    private string Far(Uri mirror)
    {
        Directory.CreateDirectory(_project["cards"]);
        string card = TinyBackbone.CardText(Weights).Replace("name: tiny", "name: far", StringComparison.Ordinal).Replace("tiny.onnx", "far.onnx", StringComparison.Ordinal);
        File.WriteAllText(_project["cards", "far.yaml"], $"{card}mirrors: ['{mirror}{{file}}']\n");
        return _project.Config("far.yaml", SampleProject.ConfigText.Replace("models/tiny.yaml", "cards/far.yaml", StringComparison.Ordinal));
    }

    private long Partial() => new FileInfo(Path.Combine(Cache, "far.onnx.partial")) is { Exists: true } file ? file.Length : 0;

    private string Refused(string bundle)
    {
        var result = _project.Run("models", "import", bundle);
        Assert.InRange(result.ExitCode, 1, 2);
        return Assert.Single(result.ErrorLines);
    }

    private void Zip(string name, params (string Entry, string Text)[] entries)
    {
        using var archive = ZipFile.Open(_project[name], ZipArchiveMode.Create);
        foreach (var (entry, text) in entries)
        {
            using var writer = new StreamWriter(archive.CreateEntry(entry).Open());
            writer.Write(text);
        }
    }
}
