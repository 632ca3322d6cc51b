using Spectre.Console;

namespace Pipeline.Reporting;

/// <summary>Sentences on a console.</summary>
internal static class Prose
{
    /// <returns><c>1 image</c>, <c>5 images</c>.</returns>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{Format.Count(number)} {noun}s";

    /// <param name="console">Where to.</param>
    /// <param name="line">Broken between words where it is longer than the console is wide; a longer word stays whole.</param>
    /// <param name="indent">What continued lines start with.</param>
    public static void Write(IAnsiConsole console, string line, string indent = "  ")
    {
        var writer = console.Profile.Out.Writer;
        int width = console.Profile.Width;
        while (line.Length > width)
        {
            int start = line.Length - line.TrimStart().Length;
            int space = line.LastIndexOf(' ', width);
            if (space <= start)
            {
                space = line.IndexOf(' ', Math.Max(start, width));
            }

            if (space < 0)
            {
                break;
            }

            writer.Write(line.AsSpan(0, space).TrimEnd());
            writer.Write('\n');
            line = indent + line[(space + 1)..].TrimStart();
        }

        writer.Write(line);
        writer.Write('\n');
    }
}
