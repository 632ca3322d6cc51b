using System.Text.Json.Nodes;
using Pipeline.Datasets.Checking;
using Pipeline.Evaluation;

namespace Pipeline.Reporting;

/// <summary>Everything that a check of a dataset has found.</summary>
/// <param name="Dataset">The folder as the user named it.</param>
/// <param name="Check">The files.</param>
/// <param name="Confounding">How much each attribute tells of the class.</param>
/// <param name="LabelMethod">Whose answers doubt the labels, or why nobody was asked.</param>
/// <param name="Findings">Of all kinds, by kind.</param>
internal sealed record CheckReport(string Dataset, ImageCheck Check, IReadOnlyList<SourceConfounding> Confounding, string LabelMethod, IReadOnlyList<CheckFinding> Findings)
{
    /// <summary>Examples per kind on a console.</summary>
    private const int Named = 3;

    public static CheckReport Of(string dataset, ImageCheck check, IReadOnlyList<SourceConfounding> confounding, IReadOnlyList<CheckFinding> labels, string labelMethod) => new(
        dataset, check, confounding, labelMethod,
        [.. check.Findings.Concat(labels).Concat(confounding.Where(attribute => attribute.IsFinding).Select(attribute => attribute.Finding)).OrderBy(finding => finding.Kind)]);

    /// <summary>Sound images of each class.</summary>
    public IReadOnlyList<(string Label, int Count)> Classes => [.. Check.Labels.Select(label => (label, Check.Images.Count(image => image.Label == label && image.Decodes)))];

    public CheckLevel? Worst => Findings.Count == 0 ? null : Findings.Max(finding => finding.Level);

    /// <summary>One line per kind, and one that counts.</summary>
    public IEnumerable<string> Lines()
    {
        int sound = Check.Images.Count(image => image.Decodes);
        yield return $"{Dataset}: {Check.Images.Count} files of {Check.Labels.Count} classes, {(sound == Check.Images.Count ? "all decode" : $"{sound} decode")}; labels checked by {LabelMethod}";
        foreach (var kind in Findings.GroupBy(finding => finding.Kind))
        {
            string examples = string.Join("; ", kind.Take(Named).Select(Text));
            string more = kind.Count() > Named ? $"; and {kind.Count() - Named} more" : "";
            yield return $"{Level(CheckFinding.LevelOf(kind.Key))}: {Words(kind.Key)}, {kind.Count()}: {examples}{more}";
        }

        yield return Findings.Count == 0 ? "nothing found" : $"{Counted(CheckLevel.Error)}, {Counted(CheckLevel.Warning)}, {Counted(CheckLevel.Note)}";
    }

    public string ToJson() => new JsonObject
    {
        ["dataset"] = Dataset,
        ["files"] = Check.Images.Count,
        ["sound"] = Check.Images.Count(image => image.Decodes),
        ["classes"] = new JsonObject([.. Classes.Select(label => KeyValuePair.Create(label.Label, (JsonNode?)label.Count))]),
        ["labels_checked_by"] = LabelMethod,
        ["confounding"] = new JsonArray([.. Confounding.Select(attribute => new JsonObject
        {
            ["attribute"] = attribute.Attribute,
            ["cramers_v"] = Math.Round(attribute.Association.V, 4),
            ["p"] = attribute.Association.P,
            ["accuracy"] = Math.Round(attribute.Association.Accuracy, 4),
            ["largest_class"] = Math.Round(attribute.Association.Baseline, 4),
            ["is_finding"] = attribute.IsFinding,
        })]),
        ["findings"] = new JsonArray([.. Findings.Select(finding => new JsonObject
        {
            ["kind"] = CheckFinding.NameOf(finding.Kind),
            ["level"] = Level(finding.Level),
            ["paths"] = new JsonArray([.. finding.Paths.Select(path => JsonValue.Create(path))]),
            ["detail"] = finding.Detail,
        })]),
    }.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Level(CheckLevel level) => level switch
    {
        CheckLevel.Note => "note",
        CheckLevel.Warning => "warning",
        CheckLevel.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    /// <summary>As a heading.</summary>
    public static string Words(CheckKind kind) => kind switch
    {
        CheckKind.Unreadable => "unreadable",
        CheckKind.LabelConflict => "the same picture under two labels",
        CheckKind.LabelError => "label in doubt",
        CheckKind.Duplicate => "duplicate",
        CheckKind.NearDuplicate => "near-duplicate",
        CheckKind.WrongExtension => "wrong extension",
        CheckKind.Tiny => "tiny",
        CheckKind.OddAspect => "odd aspect",
        CheckKind.Dark => "dark",
        CheckKind.Light => "light",
        CheckKind.Blurred => "blurred",
        CheckKind.LowInformation => "low information",
        CheckKind.Grey => "grey",
        CheckKind.Balance => "class balance",
        CheckKind.Confounded => "class confounded with source",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string Text(CheckFinding finding) => finding.Paths.Count == 0 ? finding.Detail : $"{string.Join(" = ", finding.Paths)} ({finding.Detail})";

    private string Counted(CheckLevel level)
    {
        int count = Findings.Count(finding => finding.Level == level);
        return count == 1 ? $"1 {Level(level)}" : $"{count} {Level(level)}s";
    }
}
