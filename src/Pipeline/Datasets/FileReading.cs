using System.Security.Cryptography;
using Pipeline.Configuration;

namespace Pipeline.Datasets;

/// <summary>Reads a file once, hashes it, and has it judged unless its content is known.</summary>
internal sealed class FileReading(VerdictCache verdicts, BadImagePolicy policy)
{
    /// <summary>No photo is larger; a film among the photos must not fill the memory.</summary>
    internal const long MaxBytes = 256L << 20;

    /// <returns>Usable, or excluded with the reason.</returns>
    public LedgerEntry Read(FoundFile file)
    {
        var unread = new LedgerEntry(file.Path, file.Label, "", null, null, LedgerState.Excluded);
        try
        {
            long length = LengthOf(file.FullPath);
            if (length > MaxBytes)
            {
                return unread with { Bytes = length, Reason = $"larger than {MaxBytes >> 20} MiB: not read" };
            }

            // An empty file is not opened: pipes and devices have no length either, and opening one may never return.
            return Judge(file, length == 0 ? [] : File.ReadAllBytes(file.FullPath));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return unread with { Reason = "cannot be read: a link that leads nowhere" };
        }
        catch (UnauthorizedAccessException)
        {
            return unread with { Reason = "cannot be read: access denied" };
        }
        catch (IOException)
        {
            return unread with { Reason = "cannot be read: the file system reports an error" };
        }
    }

    private static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file.Length : ((FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!).Length;
    }

    private LedgerEntry Judge(FoundFile file, byte[] bytes)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var verdict = verdicts.Of(hash, bytes);
        var entry = new LedgerEntry(file.Path, file.Label, hash, bytes.Length, verdict, LedgerState.Usable);
        return verdict switch
        {
            { Decodes: true, Truncated: false } => entry,
            { Truncated: true } when policy == BadImagePolicy.KeepPartial => entry with { Reason = $"kept as far as it goes: {verdict.Reason}" },
            _ => entry.Exclude(verdict.Reason),
        };
    }
}
