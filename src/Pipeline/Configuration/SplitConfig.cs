using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

/// <summary>Who may see which image. Every kind is stratified by class and keeps duplicate images together.</summary>
[Union]
[Description("Who may see which image; stratified by class, duplicates kept together.")]
public abstract record SplitConfig
{
    /// <summary>How often the whole assignment is drawn anew.</summary>
    public abstract int Repeats { get; init; }

    /// <summary>Share of each training part that is set aside for early stopping.</summary>
    public abstract double Validation { get; init; }
}

[Kind("k_fold")]
[Description("Every image is held out exactly once per repeat.")]
public sealed record KFoldSplitConfig(
    [Description("Number of folds."), Range(2, 100)] int Folds = 5,
    [Description("How often the folds are drawn anew."), Range(1, 100)] int Repeats = 1,
    [Description("Share of each training part set aside for early stopping; 0 for none."), Range(0.0, 0.5)] double Validation = 0) : SplitConfig
{
    public override int Repeats { get; init; } = Repeats;

    public override double Validation { get; init; } = Validation;
}

[Kind("hold_out")]
[Description("One test part, drawn once per repeat; images outside it are never scored.")]
public sealed record HoldOutSplitConfig(
    [Description("Share of each class that is held out."), Range(0.01, 0.95)] double Test = 0.2,
    [Description("How often the test part is drawn anew."), Range(1, 100)] int Repeats = 1,
    [Description("Share of each training part set aside for early stopping; 0 for none."), Range(0.0, 0.5)] double Validation = 0) : SplitConfig
{
    public override int Repeats { get; init; } = Repeats;

    public override double Validation { get; init; } = Validation;
}
