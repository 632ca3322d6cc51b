using Microsoft.Playwright;

namespace Pipeline.BrowserTests;

/// <summary>One page with all that it complained about and all that it asked for.</summary>
public sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];

    private Tab(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Note(_complaints, message.Type is "error" or "warning" ? $"{message.Type}: {message.Text}" : null);
        page.PageError += (_, error) => Note(_complaints, error);
        page.Request += (_, request) => Note(_requests, request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, refused content, exceptions nobody caught.</summary>
    public IReadOnlyList<string> Complaints => Copy(_complaints);

    /// <summary>Addresses that were asked for, images within the page (<c>data:</c>) left out.</summary>
    public IReadOnlyList<string> Requests => [.. Copy(_requests).Where(url => !url.StartsWith("data:", StringComparison.Ordinal))];

    internal static async Task<Tab> OpenAsync(IBrowser browser, Screen screen)
    {
        var context = await browser.NewContextAsync(screen.Options);
        return new Tab(context, await context.NewPageAsync());
    }

    /// <summary>Opens a file from disk.</summary>
    public Task OpenFileAsync(string path) => Page.GotoAsync(new Uri(Path.GetFullPath(path)).AbsoluteUri);

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static void Note(List<string> lines, string? line)
    {
        if (line is not null)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }

    private static string[] Copy(List<string> lines)
    {
        lock (lines)
        {
            return [.. lines];
        }
    }
}
