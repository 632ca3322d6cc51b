using System.Security.Cryptography;

namespace Pipeline.Datasets.Importing;

/// <summary>Writes what was planned into a folder that appears whole or not at all.</summary>
internal sealed class ImportWriter(ImportSource source, ImportLimits limits, IProgress<Progress>? progress)
{
    /// <summary>The list of what was imported, in the folder itself; a scan knows it and leaves it alone.</summary>
    public const string Manifest = "import.csv";

    /// <param name="plan">What to write.</param>
    /// <param name="target">The folder, which must not exist or be empty.</param>
    /// <param name="cancellation">Stops between files; nothing is left then.</param>
    /// <exception cref="PipelineException">The folder holds something, cannot be written, or the source has changed since it was surveyed.</exception>
    public void Write(ImportPlan plan, string target, CancellationToken cancellation)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        RequireAbsent(target);
        string partial = $"{target}.{Environment.ProcessId}.partial";
        try
        {
            Directory.CreateDirectory(partial);
            Unpack(plan, partial, cancellation);
            WholeFile.WriteText(Path.Combine(partial, Manifest), ManifestOf(plan));
            RequireAbsent(target);
            if (Directory.Exists(target))
            {
                // Not recursive: what came into it meanwhile stays, and ends the import.
                Directory.Delete(target);
            }

            Directory.Move(partial, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{target}: cannot be written ({e.Message}): check the permissions and the free space of its folder", e);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }
    }

    /// <exception cref="PipelineException">Something is there; an empty folder is nothing.</exception>
    public static void RequireAbsent(string target)
    {
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new PipelineException($"{target} exists, and an import never writes into what is there: name another folder (--into), or remove it first");
        }
    }

    private void Unpack(ImportPlan plan, string folder, CancellationToken cancellation)
    {
        var wanted = plan.Images.ToDictionary(image => (image.Image.Original, image.Image.Occurrence));
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        int written = 0;
        source.Visit(limits, file =>
        {
            int occurrence = seen[file.Name] = seen.GetValueOrDefault(file.Name, -1) + 1;
            if (file.Content is not null && wanted.TryGetValue((file.Name, occurrence), out var planned))
            {
                Write(file.Content, planned, Path.Combine(folder, planned.Target), cancellation);
                written++;
                progress?.Report(new Progress("importing", written, wanted.Count, "images"));
            }
        }, cancellation);
        if (written < wanted.Count)
        {
            throw new PipelineException($"{source.Path} has changed while it was being imported: import again");
        }
    }

    private void Write(Stream content, PlannedImage planned, string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            // No more than was surveyed is written, whatever the source says now.
            byte[] buffer = new byte[64 << 10];
            long left = planned.Image.Bytes;
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                if ((left -= read) < 0)
                {
                    break;
                }

                hash.AppendData(buffer, 0, read);
                file.Write(buffer, 0, read);
            }
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != planned.Image.Sha256)
        {
            throw new PipelineException($"{source.Path}: {planned.Image.Original} has changed while it was being imported: import again");
        }
    }

    /// <summary>Columns: path, sha256, bytes, source, original, study_photo.</summary>
    private string ManifestOf(ImportPlan plan)
    {
        var text = new StringWriter { NewLine = "\n" };
        var csv = new CsvWriter(text);
        csv.Row("path", "sha256", "bytes", "source", "original", "study_photo");
        foreach (var (target, image, isStudyPhoto) in plan.Images)
        {
            csv.Row(target, image.Sha256, image.Bytes, source.Path, image.Original, isStudyPhoto ? "yes" : "");
        }

        return text.ToString();
    }
}
