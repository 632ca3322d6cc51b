using System.IO.Compression;
using System.Text.Json.Nodes;
using Pipeline.Commands;
using Pipeline.Imaging;
using Pipeline.Tests.Exports;
using Pipeline.Tests.Imaging;

namespace Pipeline.Tests.Commands;

public sealed class DataVerbTests : IDisposable
{
    private readonly TinyProject _project = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_was_imported_can_be_checked_and_a_script_reads_the_answer()
    {
        Directory.CreateDirectory(_folder["source", "cat"]);
        Directory.CreateDirectory(_folder["source", "<b>dog"]);
        for (int i = 0; i < 6; i++)
        {
            File.WriteAllBytes(_folder["source", "cat", $"{i}.png"], Picture(i).EncodePng());
            File.WriteAllBytes(_folder["source", "<b>dog", $"{i}.png"], Picture(10 + i).EncodePng());
        }

        File.WriteAllBytes(_folder["source", "<b>dog", "stray.jpg"], Picture(0).EncodeJpeg());
        ZipFile.CreateFromDirectory(_folder["source"], _folder["photos.zip"]);

        Assert.Contains("imported 13 images of 2 classes, ", Said(0, "import", _folder["photos.zip"], "--into", _folder["photos"]), StringComparison.Ordinal);

        string json = Said(DataCheckCommand.Found, "check", _folder["source"], "--no-labels", "--format", "json", "--html", _folder["check.html"]);
        var finding = Assert.Single(JsonNode.Parse(json)!["findings"]!.AsArray(), finding => (string?)finding!["kind"] == "label_conflict")!;
        Assert.Equal(["<b>dog/stray.jpg", "cat/0.png"], finding["paths"]!.AsArray().Select(path => (string?)path));
        string html = File.ReadAllText(_folder["check.html"]);
        Assert.DoesNotContain("<b>dog", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;dog/stray.jpg", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);

        Assert.Contains(
            "error: the same picture under two labels, 1: <b>dog/stray.jpg = cat/0.png", Said(0, "check", _folder["source"], "--no-labels", "--fail-on", "never"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_threshold_is_one_line()
    {
        Directory.CreateDirectory(_folder["x", "cat"]);
        Assert.Equal(1, _project.Do(DataCommand.Create, "check", _folder["x"], "--threshold", "dark"));
        Assert.Equal("--threshold dark: expects a name, '=' and a number, as in dark=0.2", _project.Errors.Trim());
    }

    public void Dispose()
    {
        _project.Dispose();
        _folder.Dispose();
    }

    private string Said(int exitCode, params string[] arguments)
    {
        int before = _project.Output.Length;
        Assert.Equal((exitCode, ""), (_project.Do(DataCommand.Create, arguments), _project.Errors));
        return _project.Output[before..];
    }

    private static RgbImage Picture(int seed) => TestPictures.Noise(7, 5, seed).Resize(160, 120);
}
