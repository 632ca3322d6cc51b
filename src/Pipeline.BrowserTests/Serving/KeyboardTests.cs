using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.BrowserTests.Serving;

public sealed class KeyboardTests(Chromium chromium, ServedProject project)
{
    [Fact]
    public async Task An_image_is_classified_and_flagged_without_a_mouse()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        await TabToAsync(view.Page, ".example");
        await view.Page.Keyboard.PressAsync("Enter");
        await Expect(view.Page.Locator(".card .share").First).ToContainTextAsync("%");
        await view.Page.EvaluateAsync("() => document.activeElement.blur()");
        await TabToAsync(view.Page, ".card button");
        await view.Page.Keyboard.PressAsync("Enter");
        await Expect(view.Page.Locator("#flag")).ToBeVisibleAsync();
        await TabToAsync(view.Page, "#flag input");
        await view.Page.Keyboard.PressAsync("ArrowDown");
        await view.Page.Keyboard.PressAsync("Enter");

        await Expect(view.Page.Locator(".card .flagged").First).ToContainTextAsync("Kept in");
        Assert.True(await view.Page.EvaluateAsync<bool>("() => document.activeElement.matches('.card button')"), "focus is lost after the dialog");
    }

    [Fact]
    public async Task Escape_leaves_the_dialog_and_keeps_nothing()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.Page.Locator(".example").First.ClickAsync();
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Flag as wrong" }).First.ClickAsync();

        await view.Page.Keyboard.PressAsync("Escape");

        await Expect(view.Page.Locator("#flag")).ToBeHiddenAsync();
        Assert.DoesNotContain(view.Tab.Requests, url => url.Contains("/flags", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_stop_skips_to_the_content_and_arrows_walk_through_several_images()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.ChooseAsync(Samples.Named("a.jpg", "fox/fox-01.jpg"), Samples.Named("b.jpg", "cat/cat-01.jpg"));
        await view.Page.EvaluateAsync("() => document.activeElement.blur()");

        await view.Page.Keyboard.PressAsync("Tab");
        await view.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await view.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        await TabToAsync(view.Page, ".tile input");
        await view.Page.Keyboard.PressAsync("ArrowRight");

        await Expect(view.Page.Locator("#answers-heading")).ToHaveTextAsync("Answers for b.jpg");
        await Expect(view.Page.Locator("#status")).ToContainTextAsync("b.jpg: ");
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (int i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"Tab does not come to {selector}");
    }
}
