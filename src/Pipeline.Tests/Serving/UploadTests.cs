using System.Net.Http.Headers;
using Pipeline.Serving;

namespace Pipeline.Tests.Serving;

/// <summary>What is sent is what is read, however it comes.</summary>
public sealed class UploadTests
{
    private static readonly ServingLimits Limits = new(MaxUploadBytes: 3_000_000);

    public static readonly TheoryData<int> Sizes = [40, 4096, 65_535, 65_536, 65_537, 1_048_576, 1_048_577, 2_999_999, 3_000_000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_file_of_a_form_arrives_as_it_was_sent(int size)
    {
        await using var served = await ServedTiny.StartAsync(Limits);
        byte[] file = File(size);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "image", "a.png" }, { new StringContent("zero"), "run" }, { new StringContent("cat"), "predicted" }, { new StringContent("fox"), "correct" } };

        await served.Client.PostAsync("/api/v1/flags", form);

        Assert.Equal(file, await System.IO.File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(served.Flagged, "*.png", SearchOption.AllDirectories))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_is_read_whole_whether_its_length_is_told_or_not(bool isTold)
    {
        await using var served = await ServedTiny.StartAsync(Limits);
        byte[] image = SampleImage.Png(1);
        byte[] padded = [.. image, .. new byte[1_500_000]];

        var answer = Assert.Single(await PredictApiTests.PredictionsAsync(await PostAsync(served, padded, isTold)));

        Assert.Equal(padded.Length, answer.Bytes);
        Assert.NotNull(answer.Results);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_byte_more_than_allowed_is_refused(bool isTold)
    {
        await using var served = await ServedTiny.StartAsync(Limits);

        await PredictApiTests.RefusedAsync(await PostAsync(served, File(3_000_001), isTold), 413, "an image may have 3000000 bytes");
    }

    [Fact]
    public void Blocks_are_used_again_and_more_than_enough_of_them_are_given_up()
    {
        using var blocks = new ReceiveBlocks();
        var first = blocks.Rent();
        Assert.Equal(blocks.MaxBufferSize, first.Memory.Length);
        first.Dispose();
        Assert.Same(first, blocks.Rent(1));

        var many = Enumerable.Range(0, 100).Select(_ => blocks.Rent()).ToList();
        many.ForEach(block => block.Dispose());
        Assert.Equal(64, Enumerable.Range(0, 100).Select(_ => blocks.Rent()).Intersect(many).Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => blocks.Rent(blocks.MaxBufferSize + 1));
    }

    /// <summary>Something that begins as a PNG.</summary>
    private static byte[] File(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        SampleImage.Png(1).AsSpan(0, 33).CopyTo(bytes);
        return bytes;
    }

    private static Task<HttpResponseMessage> PostAsync(ServedTiny served, byte[] bytes, bool isTold)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/predict?run=zero") { Content = isTold ? new ByteArrayContent(bytes) : new StreamContent(new MemoryStream(bytes)) };
        request.Headers.TransferEncodingChunked = !isTold;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return served.Client.SendAsync(request);
    }
}
