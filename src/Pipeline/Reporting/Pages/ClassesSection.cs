using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>Each class on its own, and the figures that average over classes.</summary>
internal static class ClassesSection
{
    public static void Write(HtmlWriter html, ReportedRun run)
    {
        var quality = run.Quality;
        HtmlTable.Write(
            html, $"Each class on its own, counted in answers ({Format.Count(quality.Answers)} in all). Precision: of those that were named so. Recall: of those that are.",
            [new("class"), new("answers", true), new("right", true), new("mean grade", true), new("precision", true), new("recall", true), new("F1", true)],
            quality.Classes.Index().Select(each => (IReadOnlyList<HtmlCell>)
            [
                each.Item.Label, HtmlCell.Of(each.Item.Support), HtmlCell.Of(quality.Confusion.Counts[each.Index][each.Index]), HtmlCell.OfPoints(each.Item.MeanGrade),
                HtmlCell.OfShare(each.Item.Precision), HtmlCell.OfShare(each.Item.Recall), HtmlCell.OfShare(each.Item.F1),
            ]),
            sortable: true);
        html.Element("h3", "Over all classes");
        HtmlTable.Write(
            html, $"Figures over all classes ({Format.Count(quality.Answers)} answers)", [new("figure"), new("value", true), new("what it is")],
            [
                ["macro F1", HtmlCell.OfShare(quality.MacroF1), "mean F1 of the classes"],
                ["balanced accuracy", HtmlCell.OfShare(quality.BalancedAccuracy), "mean recall of the classes"],
                ["Cohen's kappa", Format.Three(quality.CohenKappa), "agreement beyond chance; 1 is perfect, 0 is chance"],
                .. quality.TopK.Select(top => (IReadOnlyList<HtmlCell>)[$"top-{Format.Count(top.K)}", HtmlCell.OfShare(top.Accuracy), $"of {Format.Count(quality.Images)} images, the right label among the first {Format.Count(top.K)}"]),
            ]);
    }
}
