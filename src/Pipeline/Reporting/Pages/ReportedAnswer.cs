using Pipeline.Artifacts;

namespace Pipeline.Reporting.Pages;

/// <summary>A saved answer with its cell of the confusion matrix.</summary>
/// <param name="Saved">As <c>predictions.csv</c> has it.</param>
/// <param name="Truth">Row.</param>
/// <param name="Column">Column.</param>
internal sealed record ReportedAnswer(SavedAnswer Saved, int Truth, int Column)
{
    public double Confidence => Saved.Top.Count > 0 ? Saved.Top[0].Score : 0;

    /// <summary>How far the first answer is ahead of the second.</summary>
    public double Margin => Saved.Top.Count > 1 ? Saved.Top[0].Score - Saved.Top[1].Score : double.PositiveInfinity;
}
