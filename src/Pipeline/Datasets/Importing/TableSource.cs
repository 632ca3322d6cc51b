namespace Pipeline.Datasets.Importing;

/// <summary>The files that a table of paths and labels names; relative paths start at the table's folder.</summary>
/// <param name="path">The table.</param>
/// <param name="rows">Its rows.</param>
internal sealed class TableSource(string path, IReadOnlyList<(string File, string Label)> rows) : ImportSource(path)
{
    public override void Visit(ImportLimits limits, Action<SourceFile> visit, CancellationToken cancellation)
    {
        RequireFiles(rows.Count, limits, Path);
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        foreach ((string file, string label) in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.Contains("://", StringComparison.Ordinal))
            {
                visit(new SourceFile(file, null, label, "an address: download it first"));
            }
            else if (label.Length == 0)
            {
                visit(new SourceFile(file, null, label, "no label"));
            }
            else
            {
                LocalFile.Visit(file, new FileInfo(System.IO.Path.Combine(folder, file.Replace('\\', '/'))), label, visit);
            }
        }
    }
}
