
namespace Pipeline.Datasets;

/// <summary>Each input file and its one final state.</summary>
/// <param name="entries">In ordinal order of their paths.</param>
internal sealed class ImageLedger(IReadOnlyList<LedgerEntry> entries)
{
    public IReadOnlyList<LedgerEntry> Entries => entries;

    /// <summary>
    /// SHA-256 of paths, contents, labels, states, assignments and groups, in hex. Sizes, formats and wordings follow from those, and ignored files have
    /// no part in a run.
    /// </summary>
    public string Hash => Hashing.OfText(Table(csv =>
    {
        foreach (var entry in entries.Where(entry => entry.State != LedgerState.Ignored))
        {
            csv.Row(entry.Path, entry.ContentHash, entry.Label, StateName(entry.State), entry.Assignment, entry.Group);
        }
    }));

    /// <summary>The same ledger, its usable images assigned to their parts.</summary>
    /// <param name="assign">The state and the assignment of the i-th used image.</param>
    public ImageLedger Assign(Func<int, (LedgerState State, string Assignment)> assign)
    {
        int used = 0;
        return new ImageLedger([.. entries.Select(entry => entry.IsUsed ? Assigned(entry, assign(used++)) : entry)]);

        static LedgerEntry Assigned(LedgerEntry entry, (LedgerState State, string Assignment) part) =>
            entry with { State = part.State, Assignment = part.Assignment };
    }

    /// <summary>Makes sure that no file was lost, counted twice or used unnoticed.</summary>
    /// <param name="images">The images of the run.</param>
    /// <exception cref="InvalidOperationException">The totals do not add up: a bug, and no result may follow from it.</exception>
    public void CheckTotals(IReadOnlyList<LabeledImage> images)
    {
        Require(entries.DistinctBy(entry => entry.Path, StringComparer.Ordinal).Count() == entries.Count, "a path stands twice");
        Require(entries.Where(entry => !entry.IsUsed).All(entry => entry.Reason.Length > 0), "a file was left out without a reason");

        LedgerEntry[] used = [.. entries.Where(entry => entry.IsUsed)];
        Require(used.Length == images.Count, $"{used.Length} files are used, and there are {images.Count} images");
        Require(
            used.Zip(images).All(pair => pair.First.Path == pair.Second.Path && pair.First.ContentHash == pair.Second.ContentHash),
            "the used files are not the images");

        int usable = used.Count(entry => entry.State == LedgerState.Usable);
        Require(usable == 0 || usable == used.Length, $"{usable} of {used.Length} images have no part in the split");
    }

    /// <summary>Columns: path, label, sha256, bytes, width, height, format, state, reason, assignment, group.</summary>
    public string ToCsv() => Table(csv =>
    {
        csv.Row("path", "label", "sha256", "bytes", "width", "height", "format", "state", "reason", "assignment", "group");
        foreach (var entry in entries)
        {
            (int? width, int? height) = entry.Verdict is { Width: > 0, Height: > 0 } v ? ((int?)v.Width, (int?)v.Height) : (null, null);
            csv.Row(
                entry.Path, entry.Label, entry.ContentHash, entry.Bytes, width, height, entry.Verdict?.Format, StateName(entry.State), entry.Reason,
                entry.Assignment, entry.Group.Length > 0 ? entry.Group[..GroupNameLength] : "");
        }
    });

    /// <summary>Hex digits of a group in files: short enough to be read, and enough to tell groups apart.</summary>
    public const int GroupNameLength = 12;

    public static string StateName(LedgerState state) => state switch
    {
        LedgerState.Usable => "usable",
        LedgerState.Train => "train",
        LedgerState.Validation => "validation",
        LedgerState.Test => "test",
        LedgerState.Excluded => "excluded",
        LedgerState.Ignored => "ignored",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static string Table(Action<CsvWriter> write)
    {
        var text = new StringWriter { NewLine = "\n" };
        write(new CsvWriter(text));
        return text.ToString();
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The ledger does not add up: {problem}.");
        }
    }
}
