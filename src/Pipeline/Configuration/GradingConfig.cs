using System.ComponentModel;

namespace Pipeline.Configuration;

/// <summary>When an answer is ambiguous, that is, earns 5 instead of 0 (or of 10). A right first label earns 10 unless the rule doubts it.</summary>
[Union("rule")]
[Description("What counts as ambiguous: 10 for a right first label, 5 for an ambiguous answer, 0 otherwise.")]
public abstract record GradingConfig;

[Kind("top3")]
[Description("5 when the right label is among the first three but not first.")]
public sealed record Top3GradingConfig : GradingConfig;
