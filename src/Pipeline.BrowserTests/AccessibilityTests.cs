namespace Pipeline.BrowserTests;

public sealed class AccessibilityTests(Chromium chromium)
{
    [Fact]
    public async Task A_picture_without_words_and_grey_on_grey_are_found()
    {
        await using var tab = await chromium.OpenAsync();
        await tab.Page.SetContentAsync("<!doctype html><html lang=en><title>x</title><main><h1>x</h1><img src=a.png><p style='color:#bbb;background:#ccc'>pale</p></main>");

        string told = (await Assert.ThrowsAnyAsync<Exception>(() => Accessibility.RequireAsync(tab.Page))).Message;

        Assert.Contains("image-alt", told, StringComparison.Ordinal);
        Assert.Contains("color-contrast", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_readable_page_passes()
    {
        await using var tab = await chromium.OpenAsync();
        await tab.Page.SetContentAsync("<!doctype html><html lang=en><title>x</title><main><h1>x</h1><p>dark on white</p></main>");

        await Accessibility.RequireAsync(tab.Page);
    }
}
