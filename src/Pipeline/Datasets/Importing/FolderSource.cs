namespace Pipeline.Datasets.Importing;

/// <summary>All files under a folder. Links are named and not followed, so that nothing from elsewhere is taken for a part of it.</summary>
internal sealed class FolderSource(string path) : ImportSource(path)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    public override void Visit(ImportLimits limits, Action<SourceFile> visit, CancellationToken cancellation)
    {
        int files = 0;
        foreach (var file in Files(new DirectoryInfo(Path)))
        {
            cancellation.ThrowIfCancellationRequested();
            RequireFiles(++files, limits, Path);
            LocalFile.Visit(System.IO.Path.GetRelativePath(Path, file.FullName).Replace('\\', '/'), file, null, visit);
        }
    }

    private static IEnumerable<FileSystemInfo> Files(DirectoryInfo folder)
    {
        foreach (var entry in List(folder))
        {
            if (entry is DirectoryInfo { LinkTarget: null } inner)
            {
                foreach (var file in Files(inner))
                {
                    yield return file;
                }
            }
            else
            {
                yield return entry;
            }
        }
    }

    private static FileSystemInfo[] List(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos("*", Everything).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{folder.FullName} cannot be listed ({e.Message}): check its permissions", e);
        }
    }
}

/// <summary>A file of this machine as part of a source.</summary>
internal static class LocalFile
{
    public static void Visit(string name, FileSystemInfo file, string? label, Action<SourceFile> visit)
    {
        if (file.LinkTarget is not null)
        {
            visit(new SourceFile(name, null, label, "a link: not followed"));
            return;
        }

        FileStream? content = null;
        string problem = "";
        try
        {
            // Pipes and devices have no length, and opening one may never return.
            content = file is FileInfo { Length: > 0 } ? new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
            problem = content is null ? "an empty file" : "";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "does not exist";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = "cannot be read";
        }

        using (content)
        {
            visit(new SourceFile(name, content, label, problem));
        }
    }
}
