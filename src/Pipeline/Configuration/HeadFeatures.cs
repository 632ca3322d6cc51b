using System.ComponentModel;

namespace Pipeline.Configuration;

/// <summary>What is done to features before a head sees them. Statistics come from the training images alone.</summary>
public enum HeadFeatures
{
    [Description("As the backbone gave them.")]
    Raw,

    [Description("Each feature minus its training mean, over its training standard deviation; a feature that never varies is left out.")]
    Standardised,

    [Description("Each image's features brought to one length, the root of their number, so that only their direction counts.")]
    L2Normalised,
}

/// <summary>How scores that are not probabilities become some. Fitted on training images that the fit in question has not seen.</summary>
public enum ScoreCalibration
{
    [Description("Scores stay scores: they rank, and probability metrics are absent.")]
    None,

    [Description("Softmax of the scores over one temperature; never changes which answer is first.")]
    Temperature,

    [Description("One sigmoid per class, normalised to sum to 1; may change which answer is first.")]
    Platt,
}
