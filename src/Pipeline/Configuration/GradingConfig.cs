using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

/// <summary>When an answer is ambiguous, that is, earns 5 instead of 0 (or of 10). A right first label earns 10 unless the rule doubts it.</summary>
[Union("rule")]
[Description("What counts as ambiguous: 10 for a right first label, 5 for an ambiguous answer, 0 otherwise.")]
public abstract record GradingConfig;

[Kind("top3")]
[Description("5 when the right label is among the first three but not first.")]
public sealed record Top3GradingConfig : GradingConfig;

[Kind("strict")]
[Description("Never 5: a right first label or nothing.")]
public sealed record StrictGradingConfig : GradingConfig;

[Kind("near_relative")]
[Description("5 when the first label names a near relative of the right one; for zero-shot heads that answer with ImageNet classes.")]
public sealed record NearRelativeGradingConfig : GradingConfig;

[Kind("confidence")]
[Description("An answer is unsure below this probability of its first label: then 5 when the right label is among the first three, first included, and 0 otherwise.")]
public sealed record ConfidenceGradingConfig(
    [Description("Probability of the first label below which the answer is unsure."), Range(0.0, 1.0)] double Threshold = 0.5) : GradingConfig;

[Kind("margin")]
[Description("An answer is unsure when its first two probabilities lie closer than this: then 5 when the right label is among the first three, else 0.")]
public sealed record MarginGradingConfig(
    [Description("Difference of the first two probabilities below which the answer is unsure."), Range(0.0, 1.0)] double Threshold = 0.1) : GradingConfig;
