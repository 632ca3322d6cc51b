namespace Pipeline.Artifacts;

/// <summary>One input file as <c>ledger.csv</c> keeps it.</summary>
/// <param name="Path">Relative to the dataset's folder.</param>
/// <param name="Label">The class folder it lies in; empty outside any.</param>
/// <param name="State">What became of it, for example <c>test</c> or <c>excluded</c>.</param>
/// <param name="Reason">Why it was left out, or what is odd about it; empty for most.</param>
internal sealed record LedgerLine(string Path, string Label, string State, string Reason)
{
    /// <summary>It was offered, or might have been, and no head has seen it.</summary>
    public bool IsLeftOut => State is "excluded" or "ignored";
}

/// <summary>Reads <c>ledger.csv</c> back.</summary>
internal static class LedgerReader
{
    /// <exception cref="PipelineException">The file is missing or damaged.</exception>
    public static IReadOnlyList<LedgerLine> Read(FinishedRun run)
    {
        string path = Path.Combine(run.Path, RunFiles.Ledger);
        var csv = new CsvReader(RunText.Read(path), path, "path", "label", "state", "reason");
        List<LedgerLine> lines = [];
        while (csv.Read())
        {
            lines.Add(new LedgerLine(csv.Text(0), csv.Text(1), csv.Text(2), csv.Text(3)));
        }

        return lines;
    }
}
