using System.Globalization;

namespace Pipeline.Configuration;

/// <summary>Where a piece of configuration was written: a place in a file, or an option of the command line.</summary>
/// <param name="Name">The file as it is shown to the user, or the option with its text (<c>--set seed=7</c>).</param>
/// <param name="Line">Counted from 1; 0 when <paramref name="Name"/> as a whole is meant.</param>
/// <param name="Column">Counted from 1; 0 together with the line.</param>
internal readonly record struct ConfigSource(string Name, int Line = 0, int Column = 0)
{
    /// <summary>Whether it is an option of the command line.</summary>
    public bool IsOption => Name.StartsWith("--set ", StringComparison.Ordinal);

    public override string ToString() => Line == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}({Line},{Column})");
}
