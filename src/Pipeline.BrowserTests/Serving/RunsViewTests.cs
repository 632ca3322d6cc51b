using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.BrowserTests.Serving;

public sealed class RunsViewTests(Chromium chromium, ServedProject project)
{
    [Fact]
    public async Task The_leaderboard_starts_with_the_best_score_and_sorts_by_any_column_both_ways()
    {
        await using var tab = await OpenAsync();
        Assert.Equal(ServedProject.ImageNet, (await NamesAsync(tab.Page))[^1]);
        await Expect(Column(tab.Page, "Score")).ToHaveAttributeAsync("aria-sort", "descending");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        string[] ascending = await NamesAsync(tab.Page);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        Assert.Equal(ascending.Order(StringComparer.Ordinal), ascending);
        Assert.Equal(ascending.Reverse(), await NamesAsync(tab.Page));
        await Expect(Column(tab.Page, "Run")).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(Column(tab.Page, "Score")).Not.ToHaveAttributeAsync("aria-sort", "descending");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Ticked_runs_are_compared_with_the_chosen_baseline_in_the_words_of_the_command()
    {
        await using var tab = await OpenAsync();
        foreach (string run in new[] { ServedProject.Trained, ServedProject.Mapped, ServedProject.ImageNet })
        {
            await tab.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Compare {run}" }).CheckAsync();
        }

        await tab.Page.GetByLabel("Baseline").SelectOptionAsync(new SelectOptionValue { Label = ServedProject.Mapped });
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();

        var verdict = tab.Page.Locator(".verdict").Filter(new() { HasText = ServedProject.Trained });
        var refused = tab.Page.Locator(".verdict").Filter(new() { HasText = ServedProject.ImageNet });
        await Expect(refused.Locator(".verdict-word")).ToHaveTextAsync("No verdict");
        string json = await PipelineProgram.RunAsync(project.Folder, "compare", ServedProject.Trained, ServedProject.Mapped, ServedProject.ImageNet, "--baseline", ServedProject.Mapped, "--format", "json");
        var pair = JsonNode.Parse(json)!["comparisons"]!.AsArray().Single(one => (string?)one!["subject"] == ServedProject.Trained)!;
        await Expect(verdict.Locator(".verdict-word")).ToHaveTextAsync((string?)pair["verdict"] switch
        {
            "not_distinguishable" => "Not distinguishable at 50 images",
            "better" => "Better",
            "worse" => "Worse",
            var other => throw new InvalidOperationException(other),
        });
        await Expect(verdict).ToContainTextAsync($"{pair["agreement"]!["only_subject"]!.AsArray().Count} image");
        Assert.True(await tab.Page.EvaluateAsync<bool>("() => document.activeElement.id === 'comparison-heading'"));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_comparison_has_an_address_of_its_own()
    {
        await using var tab = await chromium.OpenAsync();
        var address = await project.AddressAsync();
        string query = $"run={project.RunFolder(ServedProject.Trained)}&run={project.RunFolder(ServedProject.Mapped)}&baseline={project.RunFolder(ServedProject.Trained)}";

        await tab.Page.GotoAsync($"{address.AbsoluteUri}#runs?{query}");

        await Expect(tab.Page.Locator(".verdict")).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator(".verdict h3")).ToHaveTextAsync(ServedProject.Mapped);
        await Expect(tab.Page).ToHaveTitleAsync("Runs · Ten animals, drawn");
    }

    [Fact]
    public async Task From_the_verdicts_a_link_leads_to_the_whole_comparison()
    {
        await using var tab = await chromium.OpenAsync();
        var address = await project.AddressAsync();
        string query = $"run={project.RunFolder(ServedProject.Trained)}&run={project.RunFolder(ServedProject.Mapped)}&baseline={project.RunFolder(ServedProject.Mapped)}";
        await tab.Page.GotoAsync($"{address.AbsoluteUri}#runs?{query}");

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "The whole comparison" }).ClickAsync();

        await Expect(tab.Page).ToHaveURLAsync($"{address.AbsoluteUri}compare.html?{query}");
        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Comparison of 2 runs");
        await Expect(tab.Page.Locator("header")).ToContainTextAsync($"Every run against the baseline {ServedProject.Mapped}.");
        await Expect(tab.Page.Locator("#leaderboard tbody tr")).ToHaveCountAsync(2);
        await Expect(tab.Page.Locator(".card svg use")).Not.ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Each_run_leads_to_its_report()
    {
        await using var tab = await OpenAsync();

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = ServedProject.Trained, Exact = true }).ClickAsync();

        await Expect(tab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/runs/drawn-lbfgs-[0-9a-f]{8}/report.html$"));
        await Expect(tab.Page.Locator("body")).ToContainTextAsync(ServedProject.Trained);
    }

    private async Task<Tab> OpenAsync()
    {
        var tab = await chromium.OpenAsync();
        await tab.Page.GotoAsync((await project.AddressAsync()).AbsoluteUri);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Runs", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("#run-rows tr")).ToHaveCountAsync(3);
        return tab;
    }

    private static ILocator Column(IPage page, string name) => page.GetByRole(AriaRole.Columnheader, new() { Name = name, Exact = true });

    private static async Task<string[]> NamesAsync(IPage page) => [.. await page.Locator("#run-rows .run-name").AllInnerTextsAsync()];
}
