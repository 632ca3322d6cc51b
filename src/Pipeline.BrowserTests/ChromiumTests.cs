namespace Pipeline.BrowserTests;

public sealed class ChromiumTests(Chromium chromium)
{
    [Fact]
    public async Task A_tab_hears_what_its_page_complains_about_and_asks_for()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("pipeline-browser-").FullName, "page.html");
        await File.WriteAllTextAsync(file, "<!doctype html><title>x</title><img src='absent.png' alt=''><script>throw new Error('loud')</script>");
        await using var tab = await chromium.OpenAsync();

        await tab.OpenFileAsync(file);

        Assert.Contains(tab.Complaints, line => line.Contains("loud", StringComparison.Ordinal));
        Assert.Contains(tab.Requests, url => url.EndsWith("absent.png", StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
