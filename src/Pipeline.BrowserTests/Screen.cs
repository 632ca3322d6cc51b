using Microsoft.Playwright;

namespace Pipeline.BrowserTests;

/// <summary>What a reader looks at.</summary>
public sealed record Screen(int Width, int Height, bool Dark = false, bool Scripts = true)
{
    public static readonly Screen Desktop = new(1280, 900);

    public static readonly Screen Phone = new(390, 844);

    internal BrowserNewContextOptions Options => new()
    {
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        JavaScriptEnabled = Scripts,
        ReducedMotion = ReducedMotion.Reduce,
    };
}
