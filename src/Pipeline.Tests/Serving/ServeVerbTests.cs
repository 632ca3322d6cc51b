using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Serving;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Serving;

/// <summary>The built program, serving the run of the recipe's tests.</summary>
[Collection(CliRunGroup.Name)]
[Trait("tier", "recipe")]
public sealed class ServeVerbTests(CliRun run)
{
    [Fact]
    public async Task Whoever_asks_the_server_gets_the_numbers_of_predict_and_SIGTERM_ends_it()
    {
        string image = Path.Combine("data", "raw", "animals", "dog", "3.png");
        using var process = run.Project.Start("serve", run.Name, "--port", "0", "--title", "Three animals");
        process.WaitForOutput("Ctrl+C ends it.");
        using var client = new HttpClient { BaseAddress = new Uri(process.OutputLines.First(line => line.StartsWith("http://", StringComparison.Ordinal))) };

        using var response = await client.PostAsync($"/api/v1/predict?run={run.Name}", new ByteArrayContent(File.ReadAllBytes(run.Project[image])));
        var answer = JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(), ServingJson.Default.PredictAnswer)!;
        string[] models = [.. JsonSerializer.Deserialize(await client.GetStringAsync("/api/v1/models"), ServingJson.Default.ModelsAnswer)!.Models.Select(model => model.Id)];
        process.Signal(Signal.Terminate);
        var ended = process.WaitForExit();

        var predicted = JsonElement.Parse(run.Project.Run("predict", run.Name, image, "--json").OutputLines[^1]).GetProperty("answers")[0].GetProperty("labels").EnumerateArray();
        Assert.Equal(
            predicted.Select(label => (label.GetProperty("label").GetString()!, label.GetProperty("score").GetDouble())),
            answer.Predictions[0].Results![0].Labels.Select(label => (label.Label, label.Score)));
        Assert.Equal([run.Name, "zero-shot:tiny"], models);
        ended.Ended(143, "stopped; requests under way were answered first");
    }

    [Fact]
    public async Task Runs_are_listed_shown_and_compared()
    {
        var store = new RunStore(run.Project.Runs, TimeProvider.System);
        string[] ids = [.. store.List(out _).Select(one => one.Record.Folder)];
        using var loading = new ModelLoading(run.Project["models"], threads: 1, new ServingLimits());
        var models = new ModelSelection(loading, new ProjectLayout(run.Project.Root), _ => { }).BestOf(store.List(out _));
        var setup = new ServingSetup(IPAddress.Loopback, 0, [], 1, new ServingLimits(), run.Project.Root, null);
        await using var server = await PipelineServer.StartAsync(
            new ServedContent(models, new ServedRuns(null, store), ExampleImages.In(run.Project.Images, models.All), new ServingText("", "")), setup, TimeProvider.System, problem => Assert.Fail(problem), CancellationToken.None);
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };

        var listed = JsonSerializer.Deserialize(await client.GetStringAsync("/api/v1/runs"), ServingJson.Default.RunsAnswer)!.Runs;
        var record = JsonElement.Parse(await client.GetStringAsync($"/api/v1/runs/{ids[0]}"));
        using var report = await client.GetAsync(listed[0].Report);
        var comparison = JsonElement.Parse(await client.GetStringAsync($"/api/v1/compare?run={ids[0]}&run={ids[1]}&baseline={ids[1]}"));
        string page = await client.GetStringAsync($"/compare.html?run={ids[0]}&run={ids[1]}");
        using var example = await client.GetAsync("/examples/1");

        Assert.Equal(ids, listed.Select(one => one.Id));
        Assert.Equal((ids[0], "sample"), (record.GetProperty("run").GetProperty("folder").GetString(), record.GetProperty("metrics").GetProperty("name").GetString()));
        Assert.Equal((HttpStatusCode.OK, Gate.ReportPolicy), (report.StatusCode, Assert.Single(report.Headers.GetValues("Content-Security-Policy"))));
        Assert.Equal(ids[1], comparison.GetProperty("runs").EnumerateArray().Single(one => one.GetProperty("name").GetString() == comparison.GetProperty("baseline").GetString()).GetProperty("folder").GetString());
        Assert.Contains($"/runs/{ids[1]}/report.html", page, StringComparison.Ordinal);
        Assert.Equal("image/png", example.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public void A_port_that_is_taken_is_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        var result = run.Project.Run("serve", run.Name, "--port", $"{port}");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"127.0.0.1:{port} cannot be listened on", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no run 'nothing'", "nothing")]
    [InlineData("backbone 'nothing' is not in the catalogue", "--backbone", "nothing")]
    [InlineData("--port takes a number from 0 to 65535", "--port", "70000")]
    public void What_cannot_be_served_is_one_line(string message, params string[] arguments)
    {
        var result = run.Project.Run(["serve", .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(message, result.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_names_the_best_runs_are_served_the_newest_of_each_experiment()
    {
        var store = new RunStore(run.Project.Runs, TimeProvider.System);
        List<string> complaints = [];
        using var loading = new ModelLoading(run.Project["models"], threads: 1, new ServingLimits());

        var models = new ModelSelection(loading, new ProjectLayout(run.Project.Root), complaints.Add).BestOf(store.List(out _));

        // Three runs of one experiment: the last one made stands for them.
        Assert.Equal([store.List(out _).MaxBy(each => each.Record.Finished)!.Record.Folder, "zero-shot:tiny"], models.All.Select(model => model.Id));
        Assert.Equal(models.All, models.Defaults);
        Assert.Empty(complaints);
    }
}
