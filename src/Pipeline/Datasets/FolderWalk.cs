using System.Collections.Immutable;

namespace Pipeline.Datasets;

/// <summary>One thing that a dataset's folder holds.</summary>
/// <param name="Path">Relative to the dataset's folder, with forward slashes; ends in a slash for a folder that was not entered.</param>
/// <param name="Label">The class folder it lies in; empty outside any.</param>
/// <param name="FullPath">Where to read it.</param>
/// <param name="State">Null for a file that is to be read, else its final state.</param>
/// <param name="Reason">Why it is not to be read.</param>
internal sealed record FoundFile(string Path, string Label, string FullPath, LedgerState? State = null, string Reason = "");

/// <summary>
/// Lists a folder of class folders, subfolders included. Symbolic links to files and folders are followed, except back to a folder that the walk
/// is inside of. Hidden files and folders, and what operating systems leave behind, are listed as ignored.
/// </summary>
internal sealed class FolderWalk(string root)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };
    private static readonly string[] SystemNames = ["Thumbs.db", "desktop.ini", "__MACOSX", Importing.ImportWriter.Manifest];

    private readonly List<FoundFile> _found = [];

    /// <returns>The names of all class folders, in ordinal order.</returns>
    /// <exception cref="PipelineException">There is no such folder, or no class folder in it.</exception>
    public IReadOnlyList<string> Classes()
    {
        if (File.Exists(root))
        {
            throw new PipelineException($"{root} is a file: dataset.path names a folder that holds one folder of images per class");
        }

        if (!Directory.Exists(root))
        {
            throw new PipelineException($"{root} does not exist: correct dataset.path, or make the folder with one folder of images per class");
        }

        string[] classes = [.. ClassFolders().Select(folder => folder.Name).Order(StringComparer.Ordinal)];
        return classes.Length > 0 ? classes : throw new PipelineException($"{root} holds no class folder: put the images into one folder per class");
    }

    /// <returns>All files, in ordinal order of their paths; a class folder that is not among <paramref name="chosen"/> is one line and not entered.</returns>
    /// <exception cref="PipelineException">A folder cannot be listed.</exception>
    public IReadOnlyList<FoundFile> Files(IReadOnlySet<string> chosen)
    {
        ImmutableStack<string> inside = [RealPath(new DirectoryInfo(root))];
        foreach (var entry in List(root))
        {
            if (IsHidden(entry) || entry is not DirectoryInfo folder)
            {
                Leave(entry, "", "", IsHidden(entry) ? LedgerState.Ignored : LedgerState.Excluded, "outside any class folder");
            }
            else if (!chosen.Contains(folder.Name))
            {
                Leave(folder, "", folder.Name, LedgerState.Ignored, "class not asked for (dataset.classes)");
            }
            else
            {
                Enter(folder, $"{folder.Name}/", folder.Name, inside);
            }
        }

        return [.. _found.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private void Enter(DirectoryInfo folder, string prefix, string label, ImmutableStack<string> inside)
    {
        string real = RealPath(folder);
        if (inside.Any(outer => IsAtOrAbove(real, outer)))
        {
            _found.Add(new FoundFile(prefix, label, folder.FullName, LedgerState.Excluded, "a link back to a folder that holds it"));
            return;
        }

        // Links are resolved from the real place: relative ones point from there.
        foreach (var entry in List(real))
        {
            if (IsHidden(entry))
            {
                Leave(entry, prefix, label, LedgerState.Ignored, "");
            }
            else if (entry is DirectoryInfo subfolder)
            {
                Enter(subfolder, $"{prefix}{subfolder.Name}/", label, inside.Push(real));
            }
            else
            {
                _found.Add(new FoundFile(prefix + entry.Name, label, entry.FullName));
            }
        }
    }

    private void Leave(FileSystemInfo entry, string prefix, string label, LedgerState state, string reason)
    {
        string path = prefix + entry.Name + (entry is DirectoryInfo ? "/" : "");
        _found.Add(new FoundFile(path, label, entry.FullName, state, IsHidden(entry) ? "a hidden or system file" : reason));
    }

    private IEnumerable<FileSystemInfo> ClassFolders() => List(root).Where(entry => entry is DirectoryInfo && !IsHidden(entry));

    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Name.StartsWith('.') || SystemNames.Contains(entry.Name, StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<FileSystemInfo> List(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{folder} cannot be listed ({e.Message}): check its permissions", e);
        }
    }

    private static string RealPath(DirectoryInfo folder) =>
        Path.TrimEndingDirectorySeparator(folder.LinkTarget is null ? folder.FullName : folder.ResolveLinkTarget(returnFinalTarget: true)!.FullName);

    private static bool IsAtOrAbove(string folder, string other) =>
        other == folder || other.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
