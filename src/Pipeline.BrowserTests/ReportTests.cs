using Microsoft.Playwright;

namespace Pipeline.BrowserTests;

public sealed class ReportTests(Chromium chromium, ReportedProject project)
{
    public static readonly TheoryData<bool, bool, bool> Looks = new()
    {
        { true, false, false }, { true, false, true }, { true, true, false }, { true, true, true },
        { false, false, false }, { false, false, true }, { false, true, false }, { false, true, true },
    };

    [Fact]
    public async Task A_report_opens_from_disk_asks_for_nothing_and_complains_about_nothing()
    {
        await using var tab = await OpenAsync(Screen.Desktop);

        Assert.Equal("sample-softmax", await tab.Page.TitleAsync());
        Assert.Equal([new Uri(project.Report).AbsoluteUri], tab.Requests);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_name_that_would_like_to_be_markup_is_read_and_not_obeyed()
    {
        await using var tab = await OpenAsync(Screen.Desktop);
        bool asked = false;
        tab.Page.Dialog += (_, dialog) =>
        {
            asked = true;
            _ = dialog.DismissAsync();
        };

        Assert.Equal(0, await tab.Page.Locator("img").CountAsync());
        Assert.Equal(1, await tab.Page.Locator("script").CountAsync());
        Assert.True(await tab.Page.GetByText("\"><img src=x onerror=alert(1)> \\u{202E}gpj").CountAsync() > 0);
        Assert.False(asked);
    }

    [Fact]
    public async Task A_cell_of_the_matrix_leads_to_its_images()
    {
        await using var tab = await OpenAsync(Screen.Desktop);
        var cell = tab.Page.Locator(".matrix td[class^=w] a").First;
        int count = int.Parse(await cell.Locator(".count").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        string anchor = (await cell.GetAttributeAsync("href"))!;

        await cell.ClickAsync();

        var cards = tab.Page.Locator($"{anchor} .card");
        Assert.Equal(count, await cards.CountAsync());
        await Assertions.Expect(cards.First).ToBeVisibleAsync();
        await Assertions.Expect(cards.First.Locator("svg use")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_scripts_a_cell_still_leads_to_its_images()
    {
        await using var tab = await OpenAsync(Screen.Desktop with { Scripts = false });
        var cell = tab.Page.Locator(".matrix td[class^=w] a").First;
        string anchor = (await cell.GetAttributeAsync("href"))!;

        await cell.ClickAsync();

        await Assertions.Expect(tab.Page.Locator($"{anchor} .card").First).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.Locator("[data-search]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task With_the_keyboard_alone_one_gets_from_the_top_to_the_images_of_a_cell()
    {
        await using var tab = await OpenAsync(Screen.Desktop);
        var page = tab.Page;

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        for (int i = 0; i < 60 && !await FocusedAsync(page, ".matrix a"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }

        Assert.True(await FocusedAsync(page, ".matrix a"), "No cell of the matrix was reached.");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#answers summary:focus")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#answers details[open] .card").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Cells_show_counts_or_rates()
    {
        await using var tab = await OpenAsync(Screen.Desktop);
        var cell = tab.Page.Locator(".matrix td a").First;

        await Assertions.Expect(cell.Locator(".count")).ToBeVisibleAsync();
        await tab.Page.GetByLabel("rates in %").CheckAsync();
        await Assertions.Expect(cell.Locator(".count")).ToBeHiddenAsync();
        await Assertions.Expect(cell.Locator(".rate")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_answers_can_be_searched()
    {
        await using var tab = await OpenAsync(Screen.Desktop);

        await tab.Page.GetByPlaceholder("file, class, answer, rule").FillAsync("eagle-01");

        await Assertions.Expect(tab.Page.Locator("#answers .card:visible")).ToHaveCountAsync(1);
        await Assertions.Expect(tab.Page.Locator("[data-search] output")).ToHaveTextAsync("1 found");
    }

    [Fact]
    public async Task A_leaderboard_is_sorted_by_the_column_that_is_chosen()
    {
        await using var tab = await OpenAsync(Screen.Desktop, isReport: false);
        var header = tab.Page.Locator("#leaderboard th", new() { HasText = "configuration" });

        await header.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(header).ToHaveAttributeAsync("aria-sort", "ascending");
        Assert.Equal(["sample-lbfgs", "sample-softmax"], await tab.Page.Locator("#leaderboard tbody th").AllInnerTextsAsync());
        await header.GetByRole(AriaRole.Button).PressAsync("Enter");
        await Assertions.Expect(header).ToHaveAttributeAsync("aria-sort", "descending");
        Assert.Equal(["sample-softmax", "sample-lbfgs"], await tab.Page.Locator("#leaderboard tbody th").AllInnerTextsAsync());
        Assert.Empty(tab.Complaints);
        Assert.Equal([new Uri(project.Comparison).AbsoluteUri], tab.Requests);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_is_usable_by_everybody_at_every_size_in_every_light(bool isReport, bool isPhone, bool isDark)
    {
        await using var tab = await OpenAsync((isPhone ? Screen.Phone : Screen.Desktop) with { Dark = isDark }, isReport);

        await Accessibility.RequireAsync(tab.Page);
        int tooWide = await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(tooWide <= 0, $"The page is {tooWide} pixels wider than the screen.");
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [InlineData(true, 703)]
    [InlineData(false, 1016)]
    public async Task On_paper_nothing_is_cut_off_and_the_colours_are_those_of_paper(bool isReport, int width)
    {
        // As wide as what the margins of A4 leave, in the pixels of a browser: a report upright, a leaderboard across.
        await using var tab = await OpenAsync(new Screen(width, 900, Dark: true), isReport);
        await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });

        string[] cut = await tab.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main *')].filter(one => one.checkVisibility() && !one.closest('.silent, svg') && one.getBoundingClientRect().width > 0
              && (one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 || getComputedStyle(one).overflowX === 'auto' && one.scrollWidth > one.clientWidth + 1))
              .map(one => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 40)}`)
            """);
        Assert.Empty(cut);
        await Assertions.Expect(tab.Page.Locator("nav")).ToBeHiddenAsync();
        Assert.Equal("rgb(255, 255, 255)", await tab.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await tab.Page.EvaluateAsync<string>("getComputedStyle(document.body).color"));
        Assert.DoesNotContain(isReport ? "economy" : "none", await tab.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.matrix td')].map(cell => getComputedStyle(cell).printColorAdjust)"));

        string pdf = System.Text.Encoding.Latin1.GetString(await tab.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        var page = System.Text.RegularExpressions.Regex.Match(pdf, @"/MediaBox \[0 0 (\d+)[\d.]* (\d+)[\d.]*\]");
        Assert.True(page.Success);
        int[] sides = [.. page.Groups.Values.Skip(1).Select(side => int.Parse(side.Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(isReport, sides[0] < sides[1]);
    }

    private static Task<bool> FocusedAsync(IPage page, string selector) => page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector);

    private async Task<Tab> OpenAsync(Screen screen, bool isReport = true)
    {
        var tab = await chromium.OpenAsync(screen);
        await project.MakeAsync();
        await tab.OpenFileAsync(isReport ? project.Report : project.Comparison);
        return tab;
    }
}
