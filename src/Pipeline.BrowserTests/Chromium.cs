using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Pipeline.BrowserTests.Chromium))]

namespace Pipeline.BrowserTests;

/// <summary>
/// One headless browser for all tests, started when the first asks for it: <c>PIPELINE_CHROMIUM</c>, or Debian's. Where there is none, every test counts as
/// skipped. It is told to talk to nobody; what a page itself asks for, its <see cref="Tab"/> writes down.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Quietly =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Executable => Environment.GetEnvironmentVariable("PIPELINE_CHROMIUM") is { Length: > 0 } named ? named : Candidates.FirstOrDefault(File.Exists);

    /// <summary>A fresh window without history, cookies or cache.</summary>
    public async Task<Tab> OpenAsync(Screen? screen = null)
    {
        Assert.SkipUnless(Executable is not null, "there is no Chromium: install one, or name it in PIPELINE_CHROMIUM");
        return await Tab.OpenAsync(await BrowserAsync(), screen ?? Screen.Desktop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, ChromiumSandbox = false, Args = Quietly });
        }
        finally
        {
            _starting.Release();
        }
    }
}
