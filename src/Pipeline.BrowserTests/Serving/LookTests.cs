using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.BrowserTests.Serving;

/// <summary>Each view on each screen: readable for axe-core, no wider than the screen, and still while answers come.</summary>
public sealed class LookTests(Chromium chromium, ServedProject project)
{
    public static TheoryData<int, int, bool> Screens => new()
    {
        { Screen.Desktop.Width, Screen.Desktop.Height, false }, { Screen.Desktop.Width, Screen.Desktop.Height, true },
        { Screen.Phone.Width, Screen.Phone.Height, false }, { Screen.Phone.Width, Screen.Phone.Height, true },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Every_state_of_the_page_can_be_used_without_eyes_and_fits_the_screen(int width, int height, bool dark)
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project, new Screen(width, height, dark));
        await LooksRightAsync(view.Page, "empty", width, dark);

        await view.AskAsync(ServedProject.Trained, ServedProject.ImageNet);
        await view.ChooseAsync(Samples.Named("fox.jpg", "fox/fox-01.jpg"), Samples.Html("page.jpg"));
        await view.AnswersAsync("fox.jpg", ServedProject.ImageNet);
        await LooksRightAsync(view.Page, "answered", width, dark);

        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Flag as wrong" }).First.ClickAsync();
        await LooksRightAsync(view.Page, "flag", width, dark);
        await view.Page.Keyboard.PressAsync("Escape");
        await view.Tiles.Nth(1).ClickAsync();
        await Expect(view.Trouble).ToBeVisibleAsync();
        await LooksRightAsync(view.Page, "trouble", width, dark);

        await view.Page.GetByRole(AriaRole.Link, new() { Name = "Runs", Exact = true }).ClickAsync();
        await view.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Compare {ServedProject.Trained}" }).CheckAsync();
        await view.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Compare {ServedProject.Mapped}" }).CheckAsync();
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();
        await Expect(view.Page.Locator(".verdict")).ToHaveCountAsync(1);
        await LooksRightAsync(view.Page, "runs", width, dark);
    }

    [Theory]
    [InlineData(1280, 900)]
    [InlineData(390, 844)]
    public async Task Nothing_jumps_when_an_answer_comes(int width, int height)
    {
        var held = new TaskCompletionSource();
        await using var view = await ClassifyView.OpenAsync(chromium, project, new Screen(width, height), page => page.RouteAsync("**/api/v1/predict*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        }));
        await view.AskAsync(ServedProject.Trained, ServedProject.ImageNet);
        await view.ChooseAsync(ServedProject.Drawing("fox/fox-01.jpg"));
        await Expect(view.Page.Locator(".frame canvas")).ToBeVisibleAsync();
        await Expect(view.Card(ServedProject.Trained)).ToHaveAttributeAsync("aria-busy", "true");

        string before = await PlacesAsync(view.Page);
        held.SetResult();
        await view.AnswersAsync("fox-01.jpg", ServedProject.ImageNet);

        Assert.Equal(before, await PlacesAsync(view.Page));
    }

    [Fact]
    public async Task The_page_is_sent_with_a_policy_that_allows_its_own_files_only()
    {
        await using var tab = await chromium.OpenAsync();
        var answer = await tab.Page.GotoAsync((await project.AddressAsync()).AbsoluteUri);

        string policy = (await answer!.AllHeadersAsync())["content-security-policy"];

        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        // The policy is alive: a script in the markup does not run.
        await tab.Page.EvaluateAsync("() => { const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script); }");
        Assert.False(await tab.Page.EvaluateAsync<bool>("() => window.ran === true"));
    }

    [Fact]
    public async Task Every_module_is_fetched_at_once_rather_than_one_after_the_other()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        string[] named = [.. await view.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('link[rel=modulepreload], script')].map(e => e.href || e.src)")];

        Assert.Equal(view.Tab.Requests.Where(url => url.EndsWith(".js", StringComparison.Ordinal)).Distinct().Order(), named.Order());
    }

    [Fact]
    public async Task Four_times_enlarged_the_page_still_fits_its_screen()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project, new Screen(320, 256));
        await view.ChooseAsync(ServedProject.Drawing("fox/fox-01.jpg"));
        await view.AnswersAsync("fox-01.jpg", ServedProject.Trained);

        Assert.Equal(320, await view.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    private static async Task LooksRightAsync(IPage page, string state, int width, bool dark)
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{state}-{width}-{(dark ? "dark" : "light")}.png"), FullPage = state != "flag" });
        }

        await Accessibility.RequireAsync(page);
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"{state} is wider than the screen");
    }

    private static Task<string> PlacesAsync(IPage page) => page.EvaluateAsync<string>(
        "() => [...document.querySelectorAll('#stage, .actions, .card')].map(e => { const r = e.getBoundingClientRect(); return [e.id || e.classList[0], r.x, r.y, r.width, r.height].join(' '); }).join('\\n')");
}
