using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Timing;

namespace Pipeline.Artifacts;

/// <summary>What a run is made of. Two runs of one identity are the same experiment on the same images, split and weights.</summary>
/// <param name="Config">SHA-256 of the resolved config.</param>
/// <param name="Ledger">SHA-256 of the input files and their states.</param>
/// <param name="Split">SHA-256 of who saw what.</param>
/// <param name="Weights">SHA-256 of the backbone's weights.</param>
/// <param name="SpeciesMap">SHA-256 of the species map, for a head that reads one.</param>
/// <param name="Version">Product version.</param>
/// <param name="Trainer">SHA-256 of who trains, with all versions, where that is another program.</param>
internal sealed record RunIdentity(
    string Config, string Ledger, string Split, string Weights, string? SpeciesMap, string Version, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Trainer = null)
{
    /// <summary>64 lower-case hex digits.</summary>
    public string Digest() => Hashing.OfText(string.Join('\n', (string?[])[Config, Ledger, Split, Weights, SpeciesMap, Version, .. Trainer is null ? (string[])[] : [Trainer]]));
}

/// <summary><c>metrics.json</c>: only what is the same to the byte whenever the same experiment runs on the same machine.</summary>
/// <param name="Name">The experiment.</param>
/// <param name="Identity">What the run is made of.</param>
/// <param name="AnswerSpace">Which labels the head answers with.</param>
/// <param name="Grading">The grading rule.</param>
/// <param name="Head">SHA-256 of the head that is kept, absent for zero-shot and for what another program has trained.</param>
/// <param name="Quality">How good, and how sure.</param>
internal sealed record MetricsRecord(string Name, RunIdentity Identity, string AnswerSpace, string Grading, string? Head, QualityReport Quality)
{
    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Readable.MetricsRecord) + "\n";
}

/// <summary>What it takes to train: features from cold, and one fit of the head on all images.</summary>
/// <param name="FeaturesMs">
/// Wall time of getting the images' features from cold with every core at work: the core time of each image, as measured when it was
/// extracted (now or in an earlier run), summed and divided by the cores.
/// </param>
/// <param name="FitMs">Median of the refits; null for a head that learns nothing and so needs no training time at all, and where it is not measured yet.</param>
/// <param name="RefitsMs">Each refit; none where the time is not measured yet.</param>
/// <param name="Extracted">Images whose features were extracted now; the others were in the store.</param>
internal sealed record TrainingReport(double FeaturesMs, double? FitMs, IReadOnlyList<double> RefitsMs, int Extracted);

/// <summary>What was run on what.</summary>
/// <param name="Path">The data set's folder as configured.</param>
/// <param name="Images">Images used.</param>
/// <param name="Classes">Their labels.</param>
/// <param name="Excluded">Input files left out; <c>ledger.csv</c> says why.</param>
/// <param name="SplitFile">The split's file, relative to the project root.</param>
internal sealed record DataRecord(string Path, int Images, IReadOnlyList<string> Classes, int Excluded, string SplitFile);

/// <summary>What a prediction has to carry.</summary>
/// <param name="BackboneBytes">The network's file.</param>
/// <param name="HeadBytes">The head that is kept; 0 for zero-shot.</param>
internal sealed record ModelSize(long BackboneBytes, long HeadBytes);

/// <summary><c>run.json</c>: everything about a run that is not the same every time, and what is needed to find one's way in it.</summary>
/// <param name="Latency">Null where the config asks for none, or it is not measured yet.</param>
/// <param name="Selection">What a head of several candidates chose; null for any other head.</param>
/// <param name="TimedOn">Where latency was measured, if not where the run was made.</param>
/// <param name="Vision">Who trained, where that was another program.</param>
/// <param name="Export">How well an exported zip agrees; null where the config asks for no comparison, or the head cannot be exported.</param>
internal sealed record RunRecord(
    string Name, string Folder, string Identity, DateTimeOffset Finished, string? Description, DataRecord Data, string Backbone, string HeadKind, string HeadShape,
    TrainingReport Training, LatencyReport? Latency, IReadOnlyList<Finding> Findings, RunEnvironment Environment, ModelSize? Size = null,
    ExportAgreement? Export = null, SelectionRecord? Selection = null, RunEnvironment? TimedOn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VisionRecord? Vision = null)
{
    /// <summary>Whether the times that a config asks for are measured. Those of a sweep come after all of its scores.</summary>
    public bool IsTimed(TimingConfig timing) => Training.RefitsMs.Count > 0 && (Latency is not null || timing.Repeats == 0);
}

/// <summary>A finished run, as its folder tells it.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Record">Its run.json.</param>
/// <param name="Metrics">Its metrics.json.</param>
/// <param name="IsNew">Whether it was made just now.</param>
internal sealed record FinishedRun(string Path, RunRecord Record, MetricsRecord Metrics, bool IsNew = false);
