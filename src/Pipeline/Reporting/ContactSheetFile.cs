using Pipeline.Datasets;

namespace Pipeline.Reporting;

/// <summary>One file of a class.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Twin">Another file with the same bytes, if there is one.</param>
internal sealed record ContactSheetFile(FoundFile File, ContactSheetTwin? Twin)
{
    /// <summary>Its path within the class folder.</summary>
    public string Name => NameOf(File);

    /// <inheritdoc cref="Name"/>
    public static string NameOf(FoundFile file) => file.Path[(file.Label.Length + 1)..];
}
