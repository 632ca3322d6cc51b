using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Pipeline.BrowserTests;

/// <summary>What axe-core can see of how usable a page is without eyes, mouse or good light: names, roles, structure, contrast of the colours on screen.</summary>
internal static class Accessibility
{
    /// <summary>Fails with every rule that the page breaks now, and where.</summary>
    public static async Task RequireAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(Words)));
        // A blank page breaks no rule, either.
        Assert.NotEmpty(result.Passes);
    }

    private static string Words(AxeResultItem item) =>
        $"{item.Impact}: {item.Id}: {item.Help}\n{string.Join('\n', item.Nodes.Select(node => $"    {node.Html}  {string.Join("; ", node.Any.Select(check => check.Message))}"))}";
}
