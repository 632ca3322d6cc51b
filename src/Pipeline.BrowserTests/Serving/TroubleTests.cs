using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.BrowserTests.Serving;

public sealed class TroubleTests(Chromium chromium, ServedProject project)
{
    [Fact]
    public async Task Bytes_that_are_no_image_are_named_as_what_they_are()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        await view.ChooseAsync(Samples.Html("holiday.jpg"));

        await Expect(view.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("HTML");
        await Expect(view.Trouble).ToContainTextAsync("holiday.jpg");
        await Expect(view.Page.Locator(".placeholder")).ToContainTextAsync("No picture");
        await Expect(view.Trouble.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await view.RequireQuietButForRefusalsAsync();
    }

    [Fact]
    public async Task An_image_that_breaks_off_is_refused_in_words()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        await view.ChooseAsync(Samples.Truncated("half.jpg"));

        await Expect(view.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("half.jpg");
        await view.RequireQuietButForRefusalsAsync();
    }

    [Fact]
    public async Task An_empty_file_is_called_so_and_not_sent()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        string empty = Path.Combine(Directory.CreateTempSubdirectory("pipeline-empty-").FullName, "empty.jpg");
        await File.WriteAllBytesAsync(empty, []);

        await view.ChooseAsync(empty);

        await Expect(view.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file is empty");
        await view.RequireQuietAsync();
        Directory.Delete(Path.GetDirectoryName(empty)!, recursive: true);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_not_even_sent()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project, before: page => page.RouteAsync("**/api/v1/info", async route =>
        {
            var answer = await route.FetchAsync();
            string text = System.Text.RegularExpressions.Regex.Replace(await answer.TextAsync(), "\"max_upload_bytes\": *[0-9]+", "\"max_upload_bytes\":1500");
            await route.FulfillAsync(new() { Response = answer, Body = text });
        }));

        await view.ChooseAsync(ServedProject.Drawing("fox/fox-01.jpg"));

        await Expect(view.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("this server takes at most 2 kB");
        Assert.DoesNotContain(view.Tab.Requests, url => url.Contains("/predict", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_after_the_time_it_wished()
    {
        int asked = 0;
        await using var view = await ClassifyView.OpenAsync(chromium, project, before: async page =>
        {
            await page.Clock.InstallAsync();
            await page.RouteAsync("**/api/v1/predict*", route => asked++ == 0
                ? route.FulfillAsync(new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "7" }, ContentType = "application/problem+json", Body = """{"title":"busy","status":429,"detail":"full"}""" })
                : route.ContinueAsync());
        });
        await view.AskAsync(ServedProject.Trained);

        await view.ChooseAsync(ServedProject.Drawing("fox/fox-01.jpg"));
        await Expect(view.Trouble).ToContainTextAsync("The server is busy");
        await view.Page.Clock.RunForAsync(6_500);
        Assert.Equal(1, asked);
        await view.Page.Clock.RunForAsync(3_000);

        await view.AnswersAsync("fox-01.jpg", ServedProject.Trained);
        Assert.Equal(2, asked);
        await Expect(view.Trouble).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_server_that_is_gone_is_told_and_asked_again_on_a_click()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.Page.RouteAsync("**/api/v1/predict*", route => route.AbortAsync("connectionrefused"));

        await view.ChooseAsync(ServedProject.Drawing("fox/fox-01.jpg"));
        await Expect(view.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No answer from the server");
        await view.Page.UnrouteAllAsync();
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await view.AnswersAsync("fox-01.jpg", ServedProject.Trained);
        await Expect(view.Trouble).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_button_to_try_again_is_about_the_image_on_screen_even_if_one_of_the_same_name_failed_before()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.Page.RouteAsync("**/api/v1/predict*", route => route.AbortAsync("connectionrefused"));
        await view.ChooseAsync(Samples.Named("same.jpg", "cat/cat-01.jpg"));
        await Expect(view.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No answer from the server");
        await view.ChooseAsync(Samples.Named("same.jpg", "fox/fox-01.jpg"));
        await Expect(view.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No answer from the server");
        await view.Page.UnrouteAllAsync();

        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await view.AnswersAsync("same.jpg", ServedProject.Trained);
        Assert.Equal("answers-heading", await view.Page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Fact]
    public async Task An_example_that_could_not_be_fetched_at_first_is_shown_after_the_second_try()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.Page.RouteAsync("**/examples/*", route => route.AbortAsync("connectionrefused"));
        await view.Page.Locator(".example").First.ClickAsync();
        await Expect(view.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No answer from the server");
        await view.Page.UnrouteAllAsync();

        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(view.Page.Locator(".frame canvas")).ToBeVisibleAsync();
        await Expect(view.Card(ServedProject.Trained).Locator(".share").First).ToContainTextAsync("%");
    }

    [Fact]
    public async Task A_page_whose_server_does_not_answer_at_all_says_so_and_recovers()
    {
        await using var tab = await chromium.OpenAsync();
        await tab.Page.RouteAsync("**/api/v1/info", route => route.AbortAsync("connectionrefused"));
        await tab.Page.GotoAsync((await project.AddressAsync()).AbsoluteUri);

        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No answer from the server");
        await tab.Page.UnrouteAllAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Ten animals, drawn");
        await Expect(tab.Page.Locator(".card").First).ToBeVisibleAsync();
    }
}
