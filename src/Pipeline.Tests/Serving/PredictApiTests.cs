using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Pipeline.Serving;

namespace Pipeline.Tests.Serving;

public sealed class PredictApiTests
{
    [Fact]
    public async Task Models_over_one_network_answer_from_one_pass()
    {
        await using var served = await ServedTiny.StartAsync();

        var answer = Assert.Single(await PredictionsAsync(await served.PredictAsync(SampleImage.Png(1), "?run=ranks&run=zero&top_k=2&name=a%2Fb.png")));

        Assert.Equal(("a/b.png", 48, 40, "PNG"), (answer.Image, answer.Width, answer.Height, answer.Format));
        Assert.Equal(["ranks", "zero"], answer.Results!.Select(result => result.Run));
        Assert.All(answer.Results!, result => Assert.Equal(2, result.Labels.Count));
        Assert.Single(answer.Results!.Select(result => (result.Timing.DecodeMs, result.Timing.TransformMs, result.Timing.BackboneMs)).Distinct());
    }

    [Fact]
    public async Task Scores_that_are_no_probabilities_are_not_called_so()
    {
        await using var served = await ServedTiny.StartAsync();

        var results = (await PredictionsAsync(await served.PredictAsync(SampleImage.Png(1))))[0].Results!;

        Assert.Equal(["zero", "ranks"], results.Select(result => result.Run));
        Assert.All(results[0].Labels, label => Assert.Equal(label.Score, label.Probability));
        Assert.All(results[1].Labels, label => Assert.Null(label.Probability));
    }

    [Fact]
    public async Task Of_several_images_one_that_is_none_does_not_take_the_others_with_it()
    {
        await using var served = await ServedTiny.StartAsync(workers: 2);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(SampleImage.Png(1)), "image", "one.png" }, { new StringContent("no picture"), "image", "../../etc/passwd" }, { new ByteArrayContent(SampleImage.Png(2)), "image", "two.png" } };

        var answers = await PredictionsAsync(await served.Client.PostAsync("/api/v1/predict?run=zero", form));

        Assert.Equal(["one.png", "../../etc/passwd", "two.png"], answers.Select(answer => answer.Image));
        Assert.Equal([null, 415, null], answers.Select(answer => answer.Error?.Status));
        Assert.Equal(await LabelsAsync(served, 1), answers[0].Results![0].Labels);
        Assert.Equal(await LabelsAsync(served, 2), answers[2].Results![0].Labels);
    }

    [Theory]
    [InlineData("", 400, "the body is empty; send the bytes of an image")]
    [InlineData("just a text", 415, "not an image: no known signature")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "SVG is not supported: convert it to JPEG or PNG")]
    [InlineData("<!doctype html><p>404", 415, "an HTML page, not an image")]
    public async Task What_is_no_image_is_refused_by_its_content(string body, int status, string detail)
    {
        await using var served = await ServedTiny.StartAsync();

        await RefusedAsync(await served.PredictAsync(Encoding.UTF8.GetBytes(body)), status, detail);
    }

    [Fact]
    public async Task An_image_cut_short_is_refused()
    {
        await using var served = await ServedTiny.StartAsync();

        await RefusedAsync(await served.PredictAsync(SampleImage.Png(1)[..900]), 422, "PNG that decodes only in part: it is cut short or damaged");
    }

    [Fact]
    public async Task Pixels_are_counted_from_the_header_before_anything_decodes()
    {
        byte[] bomb = SampleImage.Png(1);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 50_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 50_000);
        await using var served = await ServedTiny.StartAsync();

        await RefusedAsync(await served.PredictAsync(bomb), 422, "50000 x 50000 PNG of 2500.0 megapixels; the limit is 1.0");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bytes_are_counted_while_they_come_whatever_length_is_claimed(bool chunked)
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits(MaxUploadBytes: 100_000));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/predict") { Content = new ByteArrayContent(new byte[100_001]) };
        request.Headers.TransferEncodingChunked = chunked;

        await RefusedAsync(await served.Client.SendAsync(request), 413, "an image may have 100000 bytes");
    }

    [Fact]
    public async Task Parts_of_a_form_are_counted_too()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits(MaxUploadBytes: 20_000, MaxImages: 2));
        using var large = new MultipartFormDataContent { { new ByteArrayContent(new byte[20_001]), "image", "a" } };
        using var many = new MultipartFormDataContent();
        using var none = new MultipartFormDataContent { { new StringContent("x"), "comment" } };
        for (int i = 0; i < 3; i++)
        {
            many.Add(new ByteArrayContent(SampleImage.Png(i)), "image", $"{i}");
        }

        await RefusedAsync(await served.Client.PostAsync("/api/v1/predict", large), 413, "an image may have 20000 bytes");
        await RefusedAsync(await served.Client.PostAsync("/api/v1/predict", many), 413, "a request may hold 2 images");
        await RefusedAsync(await served.Client.PostAsync("/api/v1/predict", none), 400, "the multipart body holds no file; send one or several in the field 'image'");
    }

    [Theory]
    [InlineData("multipart/form-data", "the multipart body names no boundary")]
    [InlineData("multipart/form-data; boundary=x", "the multipart body is malformed or cut short")]
    public async Task A_malformed_form_is_one_line(string type, string detail)
    {
        await using var served = await ServedTiny.StartAsync();
        using var content = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=image; filename=a\r\n\r\nabc"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        await RefusedAsync(await served.Client.PostAsync("/api/v1/predict", content), 400, detail);
    }

    [Theory]
    [InlineData("?top_k=0", 400)]
    [InlineData("?top_k=1001", 400)]
    [InlineData("?top_k=many", 400)]
    [InlineData("?run=other", 404)]
    [InlineData("?run=zero&run=..%2F..%2Fetc", 404)]
    public async Task Only_what_is_served_can_be_asked_for(string query, int status)
    {
        await using var served = await ServedTiny.StartAsync();

        await RefusedAsync(await served.PredictAsync(SampleImage.Png(1), query), status);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_given_up()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits { BodyTimeout = TimeSpan.FromMilliseconds(1) });
        using var socket = new TcpClient("127.0.0.1", served.Client.BaseAddress!.Port);
        await socket.GetStream().WriteAsync("POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx"u8.ToArray());
        using var answer = new StreamReader(socket.GetStream());

        Assert.Equal("HTTP/1.1 408 Request Timeout", await answer.ReadLineAsync());
    }

    [Fact]
    public async Task Uploads_that_are_too_much_together_are_told_to_come_again()
    {
        await using var served = await ServedTiny.StartAsync(new ServingLimits(MaxBufferedBytes: 8000, MaxUploadBytes: 8000));
        byte[] image = SampleImage.Png(1);
        Assert.InRange(image.Length, 4001, 8000);
        var first = served.PredictAsync(image, "?run=held");
        await served.Held.EnteredAsync();

        var second = await served.PredictAsync(image, "?run=zero");
        served.Held.Release();

        await RefusedAsync(second, 429, "too many uploads are under way; ask again later");
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await served.PredictAsync(image, "?run=zero")).StatusCode);
    }

    internal static async Task RefusedAsync(HttpResponseMessage response, int status, string? detail = null)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonSerializer.Deserialize(text, ServingJson.Default.ProblemAnswer)!;
        Assert.Equal((status, detail ?? problem.Detail), (problem.Status, problem.Detail));
    }

    internal static async Task<IReadOnlyList<ImageAnswer>> PredictionsAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize(text, ServingJson.Default.PredictAnswer)!.Predictions;
    }

    private static async Task<IReadOnlyList<LabelAnswer>> LabelsAsync(ServedTiny served, int seed) =>
        (await PredictionsAsync(await served.PredictAsync(SampleImage.Png(seed), "?run=zero")))[0].Results![0].Labels;
}
