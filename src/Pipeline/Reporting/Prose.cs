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

    /// <summary>What all names begin with, up to the last hyphen that they share, so that what is left begins with a whole word.</summary>
    /// <returns>Empty for fewer than two names.</returns>
    public static string CommonStart(IReadOnlyList<string> names)
    {
        if (names.Count < 2)
        {
            return "";
        }

        int shared = Enumerable.Range(0, names.Min(name => name.Length)).TakeWhile(i => names.All(name => name[i] == names[0][i])).Count();
        return names[0][..(names[0].AsSpan(0, shared).LastIndexOf('-') + 1)];
    }
}
