using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.BrowserTests.Serving;

/// <summary>The view that classifies, as somebody uses it.</summary>
internal sealed class ClassifyView : IAsyncDisposable
{
    private readonly ServedProject _project;

    private ClassifyView(Tab tab, ServedProject project) => (Tab, _project) = (tab, project);

    public Tab Tab { get; }

    public IPage Page => Tab.Page;

    public ILocator Trouble => Page.Locator("#trouble");

    public ILocator Tiles => Page.Locator(".tile");

    /// <param name="chromium">The browser.</param>
    /// <param name="project">What is served.</param>
    /// <param name="screen">Through which it is seen.</param>
    /// <param name="before">What to arrange before the page is asked for.</param>
    public static async Task<ClassifyView> OpenAsync(Chromium chromium, ServedProject project, Screen? screen = null, Func<IPage, Task>? before = null)
    {
        var view = new ClassifyView(await chromium.OpenAsync(screen), project);
        await (before?.Invoke(view.Page) ?? Task.CompletedTask);
        await view.Page.GotoAsync((await project.AddressAsync()).AbsoluteUri);
        await Expect(view.Page.Locator(".card").First).ToBeVisibleAsync();
        return view;
    }

    public Task ChooseAsync(params string[] files) => Page.Locator("#files").SetInputFilesAsync(files);

    public Task ChooseAsync(params FilePayload[] files) => Page.Locator("#files").SetInputFilesAsync(files);

    public ILocator Card(string model) => Page.GetByRole(AriaRole.Article, new() { Name = model, Exact = true });

    /// <summary>Leaves exactly these ticked.</summary>
    public async Task AskAsync(params string[] models)
    {
        foreach (string model in models)
        {
            await Option(model).CheckAsync();
        }

        foreach (string other in (await Page.Locator("#model-list .model-name").AllInnerTextsAsync()).Except(models))
        {
            await Option(other).UncheckAsync();
        }
    }

    public ILocator Option(string model) => Page.Locator("#model-list .model").Filter(new() { HasText = model }).Locator("input");

    /// <summary>Waits for the answers to the image of this name, and returns those of a model from the first on: label and confidence.</summary>
    public async Task<IReadOnlyList<(string Label, string Confidence)>> AnswersAsync(string image, string model)
    {
        await Expect(Page.Locator("#answers-heading")).ToHaveTextAsync($"Answers for {image}");
        var rows = Card(model).Locator(".labels li");
        await Expect(rows.First).Not.ToHaveClassAsync(new Regex("blank"));
        var labels = await rows.Locator(".label").AllInnerTextsAsync();
        var shares = await rows.Locator(".share").AllInnerTextsAsync();
        return [.. labels.Zip(shares)];
    }

    /// <summary>Nothing in the console, nothing refused by the policy, no address but the server's own.</summary>
    public async Task RequireQuietAsync()
    {
        Assert.Empty(Tab.Complaints);
        await RequireOwnAddressesAsync();
    }

    /// <summary>As where an error is the point: the browser itself notes in the console that an answer was one.</summary>
    public async Task RequireQuietButForRefusalsAsync()
    {
        Assert.DoesNotContain(Tab.Complaints, line => !line.Contains("Failed to load resource", StringComparison.Ordinal));
        await RequireOwnAddressesAsync();
    }

    public ValueTask DisposeAsync() => Tab.DisposeAsync();

    private async Task RequireOwnAddressesAsync()
    {
        string own = (await _project.AddressAsync()).AbsoluteUri;
        Assert.DoesNotContain(Tab.Requests, url => !url.StartsWith(own, StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal));
    }
}
