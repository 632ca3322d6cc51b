using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Artifacts;
using Pipeline.Serving;

namespace Pipeline.Tests.Serving;

public sealed class ApiTests
{
    [Fact]
    public async Task The_page_and_its_files_are_there_and_may_load_nothing_from_elsewhere()
    {
        await using var served = await ServedTiny.StartAsync();
        string page = await served.Client.GetStringAsync("/");

        Assert.Contains("<!doctype html>", page, StringComparison.Ordinal);
        string[] files = [.. page.Split('"').Where(text => text.StartsWith("/assets/", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            var response = await served.Client.GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal([Gate.PagePolicy], response.Headers.GetValues("Content-Security-Policy"));
            using var again = new HttpRequestMessage(HttpMethod.Get, file);
            again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await served.Client.SendAsync(again)).StatusCode);
        }
    }

    [Theory]
    [InlineData("/nothing", 404)]
    [InlineData("/assets/nothing.js", 404)]
    [InlineData("/assets/..%2f..%2fpipeline.dll", 404)]
    [InlineData("/assets/index.html", 404)]
    [InlineData("/examples/0", 404)]
    [InlineData("/api/v1/runs/nothing", 404)]
    [InlineData("/runs/..%2f..%2fetc/report.html", 404)]
    [InlineData("/api/v1/compare", 400)]
    [InlineData("/api/v1/predict", 405)]
    public async Task What_is_not_there_is_one_line(string address, int status)
    {
        await using var served = await ServedTiny.StartAsync();

        await PredictApiTests.RefusedAsync(await served.Client.GetAsync(address), status);
    }

    [Theory]
    [InlineData("127.0.0.1", null, null, 200)]
    [InlineData("localhost:99", null, null, 200)]
    [InlineData("LOCALHOST", null, null, 200)]
    [InlineData("[::1]", null, null, 200)]
    [InlineData("pipeline.example", null, null, 403)]
    [InlineData("127.0.0.1.nip.example", null, null, 403)]
    [InlineData("192.0.2.7", null, null, 403)]
    [InlineData("localhost:8080", "http://localhost:8080", "same-origin", 200)]
    [InlineData("localhost:8080", "https://localhost:8080", null, 200)]
    [InlineData("localhost:8080", "http://localhost:9090", null, 403)]
    [InlineData("localhost", "https://localhost:443", null, 200)]
    [InlineData("localhost:8080", "http://pipeline.example", null, 403)]
    [InlineData("localhost:8080", "null", null, 403)]
    [InlineData("localhost:8080", null, "cross-site", 403)]
    public async Task Other_sites_pages_are_kept_out(string host, string? origin, string? site, int status)
    {
        await using var served = await ServedTiny.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/predict?run=zero") { Content = new ByteArrayContent(SampleImage.Png(1)) };
        request.Headers.Host = host;
        foreach (var (name, value) in new[] { ("Origin", origin), ("Sec-Fetch-Site", site) }.Where(header => header.Item2 is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        Assert.Equal(status, (int)(await served.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task The_server_says_what_it_is_and_what_can_be_asked()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits(MaxUploadBytes: 1234), flags: false);

        var info = (await ReadAsync(served, "/api/v1/info", ServingJson.Default.InfoAnswer))!;
        var models = (await ReadAsync(served, "/api/v1/models", ServingJson.Default.ModelsAnswer))!.Models;

        Assert.Equal(("A title", "What it does.", 1234, false), (info.Title, info.Description, info.Limits.MaxUploadBytes, info.CanFlag));
        Assert.Equal(["zero", "ranks"], info.DefaultModels);
        Assert.Equal([("zero", 1000, true), ("ranks", 2, false), ("held", 2, false)], models.Select(model => (model.Id, model.LabelCount, model.Labels is null)));
        Assert.All(models, model => Assert.Equal(new InputAnswer(TinyBackbone.Side, TinyBackbone.Side), model.Input));
        Assert.Equal("ready\n", await served.Client.GetStringAsync("/readyz"));
    }

    [Fact]
    public async Task Requests_and_times_are_counted()
    {
        await using var served = await ServedTiny.StartAsync();
        await served.PredictAsync(SampleImage.Png(1));
        await served.PredictAsync("text"u8.ToArray());
        await served.Client.GetAsync("/strange/path/by/a/stranger");

        string metrics = await served.Client.GetStringAsync("/metrics");

        Assert.Contains("pipeline_http_requests_total{route=\"/api/v1/predict\",status=\"200\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("pipeline_http_requests_total{route=\"/api/v1/predict\",status=\"415\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("pipeline_http_requests_total{route=\"other\",status=\"404\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("pipeline_prediction_duration_seconds_count 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("pipeline_prediction_duration_seconds_bucket{le=\"+Inf\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("stranger", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("process_resident_memory_bytes")]
    [InlineData("process_cpu_seconds_total")]
    [InlineData("process_num_threads")]
    [InlineData("process_open_handles")]
    [InlineData("dotnet_gc_committed_bytes")]
    [InlineData("dotnet_allocated_bytes_total")]
    public async Task What_would_grow_if_something_leaked_can_be_watched(string name)
    {
        GC.Collect();
        await using var served = await ServedTiny.StartAsync();

        string line = (await served.Client.GetStringAsync("/metrics")).Split('\n').Single(line => line.StartsWith($"{name} ", StringComparison.Ordinal));

        Assert.True(double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) > 0, line);
    }

    [Fact]
    public async Task The_description_of_the_API_names_every_address_and_every_field()
    {
        await using var served = await ServedTiny.StartAsync();
        var document = JsonElement.Parse(await served.Client.GetStringAsync("/openapi/v1.json"));
        var schemas = document.GetProperty("components").GetProperty("schemas");

        Assert.Equal(
            served.Server.Addresses.Order(StringComparer.Ordinal),
            document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")).Order(StringComparer.Ordinal));
        (string Schema, JsonTypeInfo Type)[] described =
        [
            ("Problem", ServingJson.Default.ProblemAnswer), ("Predict", ServingJson.Default.PredictAnswer), ("Image", ServingJson.Default.ImageAnswer), ("Result", ServingJson.Default.ModelAnswer),
            ("Label", ServingJson.Default.LabelAnswer), ("Timing", ServingJson.Default.TimingAnswer), ("Info", ServingJson.Default.InfoAnswer), ("Limits", ServingJson.Default.LimitsAnswer),
            ("Example", ServingJson.Default.ExampleAnswer), ("Models", ServingJson.Default.ModelsAnswer), ("Model", ServingJson.Default.ModelDescription), ("Score", ServingJson.Default.ScoreAnswer),
            ("Share", ServingJson.Default.ShareAnswer), ("Input", ServingJson.Default.InputAnswer), ("Runs", ServingJson.Default.RunsAnswer), ("Run", ServingJson.Default.RunAnswer),
            ("Finding", ServingJson.Default.FindingAnswer), ("Flag", ServingJson.Default.FlagAnswer),
        ];
        Assert.Equal(described.Select(one => one.Schema), schemas.EnumerateObject().Select(schema => schema.Name));
        Assert.All(described, one => Assert.Equal(
            one.Type.Properties.Select(property => property.Name).Order(StringComparer.Ordinal),
            schemas.GetProperty(one.Schema).GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)));
    }

    private static async Task<T?> ReadAsync<T>(ServedTiny served, string address, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(await served.Client.GetStringAsync(address), type);
}
