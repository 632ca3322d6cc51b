using System.Text.Json;
using Pipeline.Tests.Backbones.Downloads;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Commands;

[Trait("tier", "recipe")]
public sealed class DoctorVerbTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Where_all_is_well_every_check_says_what_it_found()
    {
        var result = _project.Run("doctor", "--json").Ended(0);

        var answer = JsonElement.Parse(result.OutputLines[^1]);
        Assert.True(answer.GetProperty("works").GetBoolean());
        string[] names = [.. answer.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()!)];
        Assert.Equal(
            ["program", "runtime", "cores", "memory", "clock", "numbers", "text", "OpenSSL", "libvips", "SkiaSharp", "ONNX Runtime", "LightGBM", "project", "disk", "features", "models folder", "weights", "variables", "ML.NET vision", "its networks", "network"],
            names);
        Assert.Contains(result.OutputLines, line => line.StartsWith("ok       libvips        libvips-8.", StringComparison.Ordinal));
        Assert.Contains("ok       network        not asked; --network does", result.OutputLines);
    }

    [Fact]
    public void What_will_not_work_is_told_with_its_remedy_and_the_exit_code()
    {
        Directory.CreateDirectory(_project["home", "pipeline", "models"]);
        File.WriteAllText(_project["home", "pipeline", "models", "broken.yaml"], "name: broken\n");

        var result = _project.Run("doctor");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.OutputLines, line => line.StartsWith("missing  weights ", StringComparison.Ordinal));
        Assert.Contains("                        -> mend the card, or 'pipeline models remove' it", result.OutputLines);
    }

    [Fact]
    public void Mirrors_are_asked_only_on_request_and_through_the_proxy()
    {
        using var server = new HostileServer(request => request.Target.StartsWith('/')
            ? new HostileReply("200 OK", [], PullScene.Length(7))
            : new HostileReply("403 Forbidden", [], "Content-Length: 0"));
        Dictionary<string, string?> environment = new() { ["https_proxy"] = server.Address.ToString(), ["no_proxy"] = null };

        _project.RunWith(environment, _project.Root, "doctor").Ended(0);
        Assert.Empty(server.Requests);

        var result = _project.RunWith(environment, _project.Root, "doctor", "--network", "--mirror", server.Address.ToString()).Ended(0);
        Assert.Contains(result.OutputLines, line => line.Contains($"{server.Address.Authority} answers 200 for resnet18-v1-7.onnx, 7 bytes", StringComparison.Ordinal));
        Assert.Contains(result.OutputLines, line => line.StartsWith("warning  huggingface.co ", StringComparison.Ordinal));
        Assert.Contains("huggingface.co:443", server.Requests.Select(request => request.Target));
    }
}
