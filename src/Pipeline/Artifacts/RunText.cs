namespace Pipeline.Artifacts;

/// <summary>Files of a finished run as text.</summary>
internal static class RunText
{
    /// <exception cref="PipelineException">The file cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} cannot be read ({problem.Message.Split('\n')[0]}); run its experiment again with --again", problem);
        }
    }
}
