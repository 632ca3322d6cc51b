using System.Text.Json.Serialization;

namespace Pipeline.Serving;

/// <summary>What went wrong, as RFC 9457 lays it out.</summary>
internal sealed record ProblemAnswer(string Title, int Status, string Detail);

/// <summary>The answer to <c>POST /api/v1/predict</c>.</summary>
internal sealed record PredictAnswer(IReadOnlyList<ImageAnswer> Predictions);

/// <summary>One image of a request.</summary>
/// <param name="Image">Its name as it was sent.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Width">Upright, in pixels; null when it did not decode.</param>
/// <param name="Height">Upright, in pixels; null when it did not decode.</param>
/// <param name="Format">By content.</param>
/// <param name="QueueMs">Waiting for a worker.</param>
/// <param name="ServerMs">From the request's first byte to the answer.</param>
/// <param name="Results">One per model, in the order of the request.</param>
/// <param name="Error">Instead of results, for one image of several.</param>
internal sealed record ImageAnswer(
    string Image, int Bytes, int? Width, int? Height, string Format, double QueueMs, double ServerMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ModelAnswer>? Results = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemAnswer? Error = null);

/// <summary>One model's ranked labels.</summary>
internal sealed record ModelAnswer(string Run, IReadOnlyList<LabelAnswer> Labels, TimingAnswer Timing);

/// <summary>A label.</summary>
/// <param name="Label">In the model's answer space.</param>
/// <param name="Probability">Null where the head gives none.</param>
/// <param name="Score">What it is ranked by; the probability where there is one.</param>
internal sealed record LabelAnswer(string Label, double? Probability, double Score);

/// <summary>Where the time went; models over one network share all but the head.</summary>
internal sealed record TimingAnswer(double DecodeMs, double TransformMs, double BackboneMs, double HeadMs, double TotalMs);
