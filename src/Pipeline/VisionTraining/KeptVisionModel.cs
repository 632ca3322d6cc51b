using Pipeline.Vision.Protocol;

namespace Pipeline.VisionTraining;

/// <summary>The model of another program that a run has kept.</summary>
internal static class KeptVisionModel
{
    /// <returns>Its card.</returns>
    /// <exception cref="PipelineException">It is missing or damaged.</exception>
    public static ModelCard Read(string folder)
    {
        try
        {
            var card = ExchangeFile.Read(Path.Combine(folder, VisionProtocol.Card), ExchangeJson.Readable.ModelCard);
            string model = Path.Combine(folder, VisionProtocol.Model);
            return File.Exists(model) && ExchangeFile.Hash(model) == card.Sha256
                ? card
                : throw new PipelineException($"{model} is missing or damaged; remove the run's folder and run its experiment again");
        }
        catch (Exception problem) when (problem is VisionException or IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{problem.Message}; remove the run's folder and run its experiment again", problem);
        }
    }
}
