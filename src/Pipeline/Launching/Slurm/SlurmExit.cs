using System.Globalization;

namespace Pipeline.Launching.Slurm;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Signal">The signal that ended it, or 0.</param>
internal readonly record struct SlurmExit(int Code, int Signal)
{
    /// <param name="text"><c>3:0</c>, or, in versions before 24, the status as wait(2) returns it: <c>768</c>.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static SlurmExit Parse(string text)
    {
        int[] numbers = [.. text.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        return numbers switch
        {
            [var status] => new SlurmExit((status >> 8) & 0xff, status & 0x7f),
            [var code, var signal] => new SlurmExit(code, signal),
            _ => throw new FormatException($"'{text}' is no exit code of Slurm's"),
        };
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Signal == 0 ? $"exit code {Code}" : $"signal {Signal}")}");
}
