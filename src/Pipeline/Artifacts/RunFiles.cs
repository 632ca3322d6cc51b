using Pipeline.Vision.Protocol;

namespace Pipeline.Artifacts;

/// <summary>Names of the files in a run folder.</summary>
internal static class RunFiles
{
    public const string Config = "config.yaml";
    public const string Metrics = "metrics.json";
    public const string Record = "run.json";
    public const string Predictions = "predictions.csv";
    public const string Ledger = "ledger.csv";
    public const string Timings = "timings.csv";
    public const string Curves = "curves.csv";
    public const string Head = "head.bin";
    public const string Model = VisionProtocol.Model;
    public const string ModelCard = VisionProtocol.Card;
    public const string SpeciesMap = "species-map.yaml";
    public const string Report = "report.html";
    public const string Log = "log.txt";
}
