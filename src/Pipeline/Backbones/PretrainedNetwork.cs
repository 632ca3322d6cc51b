namespace Pipeline.Backbones;

/// <summary>The checked file of a pretrained network that another program starts from.</summary>
/// <param name="Card">Its facts, as they were recorded when it came here.</param>
/// <param name="File">Full path.</param>
internal sealed record PretrainedNetwork(BackboneCard Card, string File)
{
    /// <summary>Puts it where that program looks for it: by a link where the system has them, else by a copy that appears whole.</summary>
    /// <param name="folder">That place; it is made.</param>
    /// <exception cref="PipelineException">The folder cannot be written.</exception>
    public void PlaceIn(string folder)
    {
        string target = Path.Combine(folder, Card.File);
        try
        {
            Directory.CreateDirectory(folder);
            System.IO.File.CreateSymbolicLink(target, File);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Windows asks for a right that users do not have.
            WholeFile.Write(target, stream =>
            {
                using var source = System.IO.File.OpenRead(File);
                source.CopyTo(stream);
            }, flush: false);
        }
    }
}
