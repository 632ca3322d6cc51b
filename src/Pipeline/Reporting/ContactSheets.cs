namespace Pipeline.Reporting;

internal static class ContactSheets
{
    public static IReadOnlyList<string> Write(string folder, string? output, IProgress<Progress> progress, CancellationToken cancellation) => [];
}
