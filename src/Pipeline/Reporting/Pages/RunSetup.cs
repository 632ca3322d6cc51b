using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Reporting.Html;

namespace Pipeline.Reporting.Pages;

/// <summary>What was run on what: data, split, network, head, rule; the machine; the config; and how to do it again.</summary>
internal static class RunSetup
{
    public static void What(HtmlWriter html, ReportedRun run)
    {
        var (record, data) = (run.Record, run.Record.Data);
        using (html.Open("dl", ("class", "pairs")))
        {
            Pair(html, "Data", $"{data.Path}: {Format.Count(data.Images)} images of {Format.Count(data.Classes.Count)} {(data.Classes.Count == 1 ? "class" : "classes")}; {Format.Count(data.Excluded)} files left out");
            Pair(html, "Classes", string.Join(", ", data.Classes));
            Pair(html, "Split", $"{SplitWords(run.Config.Split)}; kept in {data.SplitFile}");
            Pair(html, "Network", $"{record.Backbone}, frozen{(record.Size is { } size ? $", {Format.Bytes(size.BackboneBytes)}" : "")}");
            Pair(html, "Head", $"{record.HeadKind} ({record.HeadShape}){(record.Size is { HeadBytes: > 0 } sized ? $", {Format.Bytes(sized.HeadBytes)}" : "")}");
            if (record.Selection is { } selection)
            {
                Pair(html, "Chosen", selection.Describe());
            }

            Pair(html, "Answers", SpaceWords(run.Run.Metrics.AnswerSpace));
            Pair(html, "Grading", Grading(run));
            Pair(html, "Seed", Format.Count(run.Config.Seed));
            Pair(html, "Finished", record.Finished.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture));
            if (record.Export is { } export)
            {
                Pair(html, "Export", $"ML.NET's own image transforms lead to the same first label on {Format.Count(export.Agreeing)} of {Format.Count(export.Images)} held-out images");
            }
        }
    }

    public static void Environment(HtmlWriter html, ReportedRun run)
    {
        var environment = run.Record.Environment;
        using (html.Open("dl", ("class", "pairs")))
        {
            Pair(html, "Program", $"Pipeline {environment.Version}{(environment.Commit is { } commit ? $", commit {commit}" : "")}{(environment.Optimised ? "" : ", debug build")}");
            Pair(html, "Machine", $"{environment.Host}: {environment.Processor}, {Format.Count(environment.Cores)} logical processors");
            Pair(html, "System", $"{environment.System}, {environment.Runtime}");
            Pair(html, "Libraries", string.Join(", ", environment.Libraries.Select(library => $"{library.Key} {library.Value}")));
        }

        var identity = run.Run.Metrics.Identity;
        html.Element("h3", "Identity");
        html.Element("p", "Two runs of one identity are the same experiment. It is made of these SHA-256 hashes and the program's version.", ("class", "note"));
        using (html.Open("dl", ("class", "pairs")))
        {
            foreach (var (name, hash) in new[] { ("Identity", run.Record.Identity), ("Config", identity.Config), ("Files and states", identity.Ledger), ("Split", identity.Split), ("Weights", identity.Weights), ("Species map", identity.SpeciesMap), ("Kept head", run.Run.Metrics.Head) })
            {
                if (hash is not null)
                {
                    html.Element("dt", name);
                    using (html.Open("dd"))
                    {
                        html.Element("code", hash);
                    }
                }
            }
        }
    }

    public static void Repeat(HtmlWriter html, ReportedRun run)
    {
        string folder = $"artifacts/runs/{run.Record.Folder}";
        html.Element("p", "From the project's root. The first does the experiment again beside this run; the second does it again without any cache and says whether everything is identical. Without an installed program, 'pipeline' is 'dotnet run --project src/Pipeline -c Release --' in its sources.");
        Pre(html, $"pipeline run {ShellWord.Of($"{folder}/{RunFiles.Config}")} --again\npipeline verify {ShellWord.Of(folder)}", "Commands that repeat the run");
        html.Element("h3", "Config");
        html.Element("p", $"With every default filled in; {RunFiles.Config} of the run folder.", ("class", "note"));
        Pre(html, run.ConfigText, "Config");
    }

    /// <summary>The rule with its thresholds, for example <c>margin, threshold 0.1</c>.</summary>
    public static string Grading(ReportedRun run) => run.Config.Grading switch
    {
        ConfidenceGradingConfig confidence => $"confidence, threshold {Format.Three(confidence.Threshold)}",
        MarginGradingConfig margin => $"margin, threshold {Format.Three(margin.Threshold)}",
        var other => KindAttribute.Of(other),
    };

    private static void Pre(HtmlWriter html, string text, string name) => html.Element("pre", text, ("tabindex", 0), ("role", "region"), ("aria-label", name));

    private static string SplitWords(SplitConfig split)
    {
        string what = split switch
        {
            KFoldSplitConfig fold => $"{Format.Count(fold.Folds)} folds, stratified by class, copies kept together",
            HoldOutSplitConfig holdOut => $"{Format.WholePoints(100 * holdOut.Test)} % of each class held out, copies kept together",
            _ => throw new ArgumentOutOfRangeException(nameof(split)),
        };
        string repeats = split.Repeats > 1 ? $", drawn {Format.Count(split.Repeats)} times" : "";
        string validation = split.Validation > 0 ? $"; {Format.WholePoints(100 * split.Validation)} % of each training part decides when learning stops" : "";
        return what + repeats + validation;
    }

    private static string SpaceWords(string space) => space switch
    {
        "labels" => "the labels of the data set",
        "mapped" => "the labels of the data set, from the network's 1000 ImageNet classes by the species map",
        "imagenet" => "the 1000 ImageNet classes themselves; the species map says which of them name which label",
        _ => space,
    };

    private static void Pair(HtmlWriter html, string name, string value)
    {
        html.Element("dt", name);
        html.Element("dd", value);
    }
}
