using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.BrowserTests.Serving;

public sealed class FlagTests(Chromium chromium, ServedProject project)
{
    [Fact]
    public async Task A_wrong_answer_is_kept_with_its_image_where_the_page_says()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.ChooseAsync(ServedProject.Drawing("bear/bear-01.jpg"));
        var (predicted, _) = (await view.AnswersAsync("bear-01.jpg", ServedProject.Trained))[0];
        string right = predicted == "fox" ? "cat" : "fox";

        await FlagButton(view).ClickAsync();
        await Expect(view.Page.Locator("#flag-about")).ToHaveTextAsync($"{ServedProject.Trained} says {predicted} for bear-01.jpg.");
        await view.Page.GetByRole(AriaRole.Radio, new() { Name = right, Exact = true }).CheckAsync(new() { Force = true });
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();

        var told = view.Card(ServedProject.Trained).Locator(".flagged");
        await Expect(told).ToContainTextAsync($"Flagged: it is {right}. Kept in artifacts/flagged/");
        string folder = Path.Combine(project.Folder, (await told.InnerTextAsync()).Split("Kept in ")[1].TrimEnd('.'));
        string[] files = Directory.GetFiles(folder);
        byte[] sent = await File.ReadAllBytesAsync(ServedProject.Drawing("bear/bear-01.jpg"));
        Assert.Contains(files, file => File.ReadAllBytes(file).AsSpan().SequenceEqual(sent));
        Assert.Contains(await File.ReadAllLinesAsync(Path.Combine(folder, "flags.csv")), line => line.Contains(predicted, StringComparison.Ordinal) && line.Contains(right, StringComparison.Ordinal));
        await view.RequireQuietAsync();
    }

    [Fact]
    public async Task A_label_that_the_model_does_not_know_can_be_typed()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.ChooseAsync(ServedProject.Drawing("horse/horse-02.jpg"));
        await view.AnswersAsync("horse-02.jpg", ServedProject.Trained);

        await FlagButton(view).ClickAsync();
        await view.Page.GetByLabel("Something else").FillAsync("<b>zebra</b>, \"striped\"");
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();

        await Expect(view.Card(ServedProject.Trained).Locator(".flagged")).ToContainTextAsync("it is <b>zebra</b>, \"striped\"");
    }

    [Fact]
    public async Task What_could_not_be_kept_is_said_and_the_words_stay()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.ChooseAsync(ServedProject.Drawing("horse/horse-02.jpg"));
        await view.AnswersAsync("horse-02.jpg", ServedProject.Trained);
        await view.Page.RouteAsync("**/api/v1/flags", route => route.AbortAsync("connectionrefused"));

        await FlagButton(view).ClickAsync();
        await view.Page.GetByLabel("Something else").FillAsync("zebra");
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();

        await Expect(view.Page.Locator("#flag-trouble")).ToContainTextAsync("It was not kept.");
        await Expect(view.Page.GetByLabel("Something else")).ToHaveValueAsync("zebra");
        await Expect(view.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it" })).ToBeEnabledAsync();
    }

    private static ILocator FlagButton(ClassifyView view) => view.Card(ServedProject.Trained).GetByRole(AriaRole.Button, new() { Name = "Flag as wrong" });
}
