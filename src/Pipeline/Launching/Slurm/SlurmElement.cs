using System.Globalization;

namespace Pipeline.Launching.Slurm;

/// <summary>One job, or one element of an array job, as the queue shows it.</summary>
/// <param name="Job">The job's id; of an array the array's.</param>
/// <param name="Index">The element's number in its array; null for a job that is none.</param>
/// <param name="State">As Slurm calls it, for example <c>PENDING</c>.</param>
/// <param name="Exit">How its process ended.</param>
/// <param name="Restarts">Times that it began anew.</param>
/// <param name="Reason">Why it waits or failed; null where Slurm gives none.</param>
/// <param name="Node">Where it runs or ran; null before.</param>
/// <param name="TimeLeft">Until its time limit; null where there is none.</param>
/// <param name="Name">The job's name.</param>
internal sealed record SlurmElement(long Job, int? Index, SlurmState State, SlurmExit Exit, int Restarts, string? Reason, string? Node, TimeSpan? TimeLeft, string Name)
{
    /// <summary>What <see cref="Parse"/> reads, for <c>squeue -O</c>. The name comes last: it alone might hold a bar.</summary>
    public const string Fields = "ArrayJobID:|,ArrayTaskID:|,State:|,exit_code:|,RestartCnt:|,Reason:|,BatchHost:|,TimeLeft:|,Name:|";

    private const int Columns = 9;

    /// <summary>One line of <c>squeue -r -h -O</c> with <see cref="Fields"/>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SlurmElement Parse(string line)
    {
        string[] cells = [.. line.Split('|', Columns).Select(cell => cell.Trim())];
        return cells.Length == Columns
            ? new SlurmElement(
                long.Parse(cells[0], CultureInfo.InvariantCulture), int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null,
                SlurmState.Parse(cells[2]), SlurmExit.Parse(cells[3]), int.Parse(cells[4], CultureInfo.InvariantCulture), Known(cells[5]), Known(cells[6]), Duration(cells[7]),
                cells[8].TrimEnd('|', ' '))
            : throw new FormatException($"squeue answered '{line}', which has {cells.Length} columns instead of {Columns}");
    }

    private static string? Known(string cell) => cell is "" or "None" or "(null)" or "N/A" or "n/a" ? null : cell;

    /// <summary>Slurm's <c>D-HH:MM:SS</c>, <c>HH:MM:SS</c> or <c>MM:SS</c>; null for UNLIMITED, INVALID and the like.</summary>
    internal static TimeSpan? Duration(string text)
    {
        string[] days = text.Split('-', 2);
        int[] parts = [.. days[^1].Split(':').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        int day = days.Length == 1 ? 0 : int.TryParse(days[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
        return day < 0 || parts.Contains(-1) ? null : parts switch
        {
            [var minutes, var seconds] => new TimeSpan(day, 0, minutes, seconds),
            [var hours, var minutes, var seconds] => new TimeSpan(day, hours, minutes, seconds),
            _ => null,
        };
    }
}
