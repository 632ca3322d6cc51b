using System.Net;
using System.Text.Json;
using Pipeline.Artifacts;
using Pipeline.Serving;

namespace Pipeline.Tests.Serving;

public sealed class FlagApiTests
{
    [Fact]
    public async Task A_flag_keeps_the_image_under_its_content_and_one_line_whatever_was_written()
    {
        await using var served = await ServedTiny.StartAsync();
        byte[] image = SampleImage.Png(1);

        var answer = await FlagAsync(served, image, "../../../evil.sh", "=HYPERLINK(\"x\")\r\nsecond line");
        await FlagAsync(served, image, "again.png", "");

        string day = Assert.Single(Directory.GetDirectories(served.Flagged));
        Assert.Equal($"flagged/{Path.GetFileName(day)}", answer.Folder);
        Assert.Equal(["flags.csv", $"{Hashing.OfBytes(image)[..16]}.png"], Directory.GetFiles(day).Select(file => Path.GetFileName(file)!).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(image, File.ReadAllBytes(Path.Combine(day, $"{Hashing.OfBytes(image)[..16]}.png")));
        string path = Path.Combine(day, "flags.csv");
        var csv = new CsvReader(File.ReadAllText(path), path, "id", "sent_as", "run", "predicted", "correct", "comment");
        Assert.True(csv.Read());
        Assert.Equal((answer.Id, "zero", "fox", "=HYPERLINK(\"x\")  second line"), (csv.Text(0), csv.Text(2), csv.Text(3), csv.Text(5)));
        Assert.True(csv.Read());
        Assert.False(csv.Read());
    }

    [Fact]
    public async Task Flags_take_only_so_much_of_the_disk()
    {
        byte[][] images = [SampleImage.Png(1), SampleImage.Png(2)];
        await using var served = await ServedTiny.StartAsync(new ServingLimits(MaxFlaggedBytes: images[0].Length + 500));
        await FlagAsync(served, images[0], "a.png", "");

        await PredictApiTests.RefusedAsync(await PostAsync(served, images[1], "b.png", "", "zero"), 507);
        Assert.Single(Directory.GetFiles(served.Flagged, "*.png", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("zero", "text, no picture", 415)]
    [InlineData("other", null, 404)]
    public async Task Only_images_and_only_for_what_is_served(string run, string? text, int status)
    {
        await using var served = await ServedTiny.StartAsync();

        await PredictApiTests.RefusedAsync(await PostAsync(served, text is null ? SampleImage.Png(1) : System.Text.Encoding.UTF8.GetBytes(text), "a", "", run), status);
        Assert.False(Directory.Exists(served.Flagged));
    }

    [Fact]
    public async Task A_server_without_flags_keeps_nothing()
    {
        await using var served = await ServedTiny.StartAsync(flags: false);

        await PredictApiTests.RefusedAsync(await PostAsync(served, SampleImage.Png(1), "a", "", "zero"), 404, "this server keeps no flagged images");
    }

    private static async Task<FlagAnswer> FlagAsync(ServedTiny served, byte[] image, string name, string comment)
    {
        var response = await PostAsync(served, image, name, comment, "zero");
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        return JsonSerializer.Deserialize(text, ServingJson.Default.FlagAnswer)!;
    }

    private static async Task<HttpResponseMessage> PostAsync(ServedTiny served, byte[] image, string name, string comment, string run)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(image), "image", name }, { new StringContent(run), "run" }, { new StringContent("fox"), "predicted" },
            { new StringContent("cat"), "correct" }, { new StringContent(comment), "comment" },
        };
        return await served.Client.PostAsync("/api/v1/flags", form);
    }
}
