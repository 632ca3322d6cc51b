using System.Text.Json;

namespace Pipeline.Vision.Protocol;

/// <summary><c>pipeline-vision probe</c>.</summary>
internal static class ProbeSession
{
    public static int Run(IImageTrainer trainer, TextWriter answers)
    {
        string? problem = trainer.Problem();
        answers.WriteLine(JsonSerializer.Serialize(new ProbeResult(VisionProtocol.Version, TrainerIdentity.Of(trainer), problem), ExchangeJson.Readable.ProbeResult));
        return 0;
    }
}
