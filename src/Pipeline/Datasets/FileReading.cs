using Pipeline.Configuration;

namespace Pipeline.Datasets;

/// <summary>Reads a file once, hashes it, and has it judged unless its content is known.</summary>
internal sealed class FileReading(VerdictCache verdicts, BadImagePolicy policy)
{
    /// <returns>Usable, or excluded with the reason.</returns>
    public LedgerEntry Read(FoundFile file)
    {
        var content = FileContent.Read(file.FullPath);
        return content.Bytes is { } bytes
            ? Judge(file, bytes)
            : new LedgerEntry(file.Path, file.Label, "", content.Length, null, LedgerState.Excluded, content.Reason);
    }

    private LedgerEntry Judge(FoundFile file, byte[] bytes)
    {
        string hash = Hashing.OfBytes(bytes);
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
