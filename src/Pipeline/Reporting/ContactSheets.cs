using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Reporting;

/// <summary>
/// Every image of a data set on pictures that a person looks through, class by class: does each file show what its folder says? Which files
/// belong to a class, and which of them decode, is decided as for a run.
/// </summary>
internal static class ContactSheets
{
    /// <param name="folder">The data set: one folder of images per class.</param>
    /// <param name="output">Where the pages go, as <c>class-1.png</c>, <c>class-2.png</c>; null for the project's <c>artifacts/sheets</c>, where pages of an earlier drawing are removed.</param>
    /// <param name="progress">Is told after each file and page, one call at a time.</param>
    /// <param name="cancellation">Stops between files; pages that are finished stay.</param>
    /// <returns>The pages' full paths, classes in ordinal order. The same files make the same bytes.</returns>
    /// <exception cref="PipelineException">There is no such folder, or no class folder in it, or the pages cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, string? output, IProgress<Progress> progress, CancellationToken cancellation)
    {
        string root = Path.GetFullPath(folder);
        string target = output is null ? DefaultOutput(root, ProjectLayout.OfFolder(Environment.CurrentDirectory)) : Path.GetFullPath(output);
        RequireUsable(root, target);

        ContactSheetPage[] pages = [.. Pages(root, progress, cancellation)];
        string[] written = Cores.Map(pages, page => Write(page, target, cancellation), "drawing contact sheets", "pages", progress, cancellation);
        if (output is null)
        {
            RemoveAllBut(written, target);
        }

        return written;
    }

    /// <param name="root">Full path of the data set.</param>
    internal static string DefaultOutput(string root, ProjectLayout layout) =>
        Path.Combine(layout.Root, "artifacts", "sheets", Path.GetFileName(Path.TrimEndingDirectorySeparator(root)));

    /// <summary>A page that stayed from a larger data set would be taken for part of this one.</summary>
    internal static void RemoveAllBut(IReadOnlyList<string> written, string target)
    {
        foreach (string stale in Directory.GetFiles(target, "*.png").Except(written, StringComparer.Ordinal))
        {
            try
            {
                File.Delete(stale);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new PipelineException($"{stale}: a page of an earlier drawing cannot be removed ({e.Message}): remove it", e);
            }
        }
    }

    private static string Write(ContactSheetPage page, string target, CancellationToken cancellation)
    {
        string path = Path.Combine(target, page.FileName);
        byte[] png = page.Draw(cancellation).EncodePng();
        WholeFile.Write(path, stream => stream.Write(png));
        return path;
    }

    private static void RequireUsable(string root, string target)
    {
        if (!Directory.Exists(root))
        {
            throw new PipelineException($"{root} is not a folder: name one that holds one folder of images per class");
        }

        string inside = Path.GetRelativePath(root, target);
        if (!Path.IsPathRooted(inside) && inside.Split(Path.DirectorySeparatorChar)[0] != "..")
        {
            throw new PipelineException($"{target} lies inside the data set {root}, of which the sheets would become images: name another folder with --output");
        }
    }

    private static IEnumerable<ContactSheetPage> Pages(string root, IProgress<Progress> progress, CancellationToken cancellation)
    {
        var walk = new FolderWalk(root);
        var labels = walk.Classes();
        FoundFile[] files =
            [.. walk.Files(labels.ToHashSet(StringComparer.Ordinal)).Where(file => file.Label.Length > 0 && file.State is not LedgerState.Ignored)];
        string?[] hashes = Cores.Map(files, Hash, "reading images", "files", progress, cancellation);
        var byLabel = files.Zip(ContactSheetTwin.Find(files, hashes), (file, twin) => new ContactSheetFile(file, twin))
            .ToLookup(file => file.File.Label, StringComparer.Ordinal);
        return labels.SelectMany(label => ContactSheetPage.Of(label, [.. byLabel[label]]));
    }

    /// <returns>Null for what is not read, and for empty files, which are no copies of one another.</returns>
    private static string? Hash(FoundFile file) =>
        file.State is null && FileContent.Read(file.FullPath).Bytes is { Length: > 0 } bytes ? Hashing.OfBytes(bytes) : null;
}
