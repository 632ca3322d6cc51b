using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Heads;

namespace Pipeline.Artifacts;

/// <summary>The head that a finished run has kept.</summary>
internal static class KeptHead
{
    /// <exception cref="PipelineException">The run's files are damaged, or another program has trained what it keeps.</exception>
    public static IHead Read(FinishedRun run, ExperimentConfig config)
    {
        if (config.Head is MlNetVisionHeadConfig)
        {
            throw new PipelineException($"{run.Record.Folder} was trained by {run.Record.Vision?.Trainer.Name ?? "another program"} on images, not on a network's features: 'pipeline predict' asks that program, and nothing else can");
        }

        if (config.Head is ZeroShotHeadConfig zeroShot)
        {
            var map = SpeciesMap.Read(Path.Combine(run.Path, RunFiles.SpeciesMap), ProjectLayout.OfRun(run.Path));
            return new ZeroShotHead(zeroShot.LabelSpace, map, new LabelSet(run.Record.Data.Classes));
        }

        string path = Path.Combine(run.Path, RunFiles.Head);
        if (!File.Exists(path) || Hashing.OfBytes(File.ReadAllBytes(path)) != run.Metrics.Head)
        {
            throw new PipelineException($"{path} is missing or damaged; remove the run's folder and run its experiment again");
        }

        using var stream = File.OpenRead(path);
        return HeadFile.Read(stream);
    }
}
