using Spectre.Console;

namespace Pipeline.Reporting;

/// <summary>A comparison for a terminal of any width.</summary>
internal static class ComparisonText
{
    /// <summary>With more pairs than this, images are counted and not named; JSON and CSV name them all.</summary>
    private const int PairsWithImages = 10;

    private const int NamedImages = 5;

    public static void Write(IAnsiConsole console, ComparisonReport report)
    {
        ComparisonGrids.Leaderboard(report).Write(console);
        console.Profile.Out.Writer.Write('\n');
        Prose.Write(console, ComparisonHeadings.Verdicts(report));
        ComparisonGrids.Verdicts(report).Write(console);
        foreach (string line in ComparisonHeadings.Legend(report))
        {
            Prose.Write(console, line);
        }

        if (ComparisonGrids.Agreements(report) is { } agreements)
        {
            console.Profile.Out.Writer.Write('\n');
            Prose.Write(console, ComparisonHeadings.Agreements);
            agreements.Write(console);
            WriteImages(console, report);
        }

        console.Profile.Out.Writer.Write('\n');
        foreach (string note in report.Notes)
        {
            Prose.Write(console, $"note: {note}");
        }
    }

    private static void WriteImages(IAnsiConsole console, ComparisonReport report)
    {
        if (report.Pairs.Count > PairsWithImages)
        {
            return;
        }

        foreach (var pair in report.Pairs)
        {
            if (pair.Quality.Paired?.Agreement is { } agreement)
            {
                Images($"only {pair.Quality.Subject}, not {pair.Quality.Reference}", agreement.OnlySubject);
                Images($"only {pair.Quality.Reference}, not {pair.Quality.Subject}", agreement.OnlyReference);
            }
        }

        void Images(string who, IReadOnlyList<string> images)
        {
            if (images.Count > 0)
            {
                string rest = images.Count > NamedImages ? $" and {Format.Count(images.Count - NamedImages)} more" : "";
                Prose.Write(console, $"{who}: {string.Join(", ", images.Take(NamedImages))}{rest}");
            }
        }
    }
}
