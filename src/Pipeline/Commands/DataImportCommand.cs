using System.CommandLine;
using Pipeline.Artifacts;
using Pipeline.Datasets.Importing;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline data import SOURCE --into DIR</c>: photos from a folder, an archive or a table, as a folder per class.</summary>
internal static class DataImportCommand
{
    private const int Named = 5;
    private static readonly string[] PathColumns = ["path", "file", "filename", "image"];
    private static readonly string[] LabelColumns = ["label", "class", "species", "category"];

    public static Command Create(Terminal terminal)
    {
        var source = new Argument<string>("SOURCE") { Description = "A folder, a zip, tar or tar.gz archive, or a CSV of paths and labels." };
        var into = new Option<string>("--into") { Description = "The folder to make; it must not exist, or be empty.", HelpName = "DIR", Required = true };
        var classes = new Option<string[]>("--classes") { Description = "Take these classes only, separated by commas.", HelpName = "A,B" };
        var perClass = new Option<int?>("--per-class") { Description = "Draw so many images of each class.", HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "Seed of the draw.", DefaultValueFactory = _ => 42, HelpName = "N" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read the source and say what would be imported; write nothing." };
        var maxMegabytes = new Option<long>("--max-megabytes") { Description = "Give up when the source unpacks to more.", DefaultValueFactory = _ => new ImportLimits().MaxBytes >> 20, HelpName = "MIB" };
        var maxFiles = new Option<int>("--max-files") { Description = "Give up when the source holds more files.", DefaultValueFactory = _ => new ImportLimits().MaxFiles, HelpName = "N" };
        foreach (var option in (Option[])[perClass, maxMegabytes, maxFiles])
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => !long.TryParse(token.Value, out long value) || value < 1))
                {
                    result.AddError($"{option.Name} takes a number from 1");
                }
            });
        }

        var command = new Command("import", """
            Copy photos into a folder per class. What is an image, its content decides. The folder appears whole or not at all; import.csv in it tells
            where each photo came from.

            Examples:
              pipeline data import archive.zip --into data/raw/animals --classes antelope,bear,cat,dog,eagle,fox,gorilla,horse,jellyfish,kangaroo --per-class 5
              pipeline data import labels.csv --into data/raw/mine --dry-run
            """) { source, into, classes, perClass, seed, dryRun, maxMegabytes, maxFiles };
        command.Does(terminal, (parse, cancellation) =>
        {
            string target = parse.GetRequiredValue(into);
            ImportWriter.RequireAbsent(Path.GetFullPath(target));
            var limits = new ImportLimits(parse.GetValue(maxMegabytes) << 20, parse.GetValue(maxFiles));
            var choice = new ImportChoice(Names(parse.GetValue(classes)), parse.GetValue(perClass), parse.GetValue(seed));
            var photos = Open(parse.GetRequiredValue(source));
            var plan = ImportPlan.Of(ImportSurvey.Of(photos, limits, terminal.Progress, cancellation), choice, StudyPhotos.Shipped);
            bool isDry = parse.GetValue(dryRun);
            if (!isDry)
            {
                new ImportWriter(photos, limits, terminal.Progress).Write(plan, target, cancellation);
            }

            Tell(terminal, plan, target, isDry);
        });
        return command;
    }

    private static string[]? Names(string[]? classes) =>
        classes is null or [] ? null : [.. classes.SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static ImportSource Open(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && File.Exists(path) ? new TableSource(path, Rows(path)) : ImportSource.Open(path);

    private static List<(string File, string Label)> Rows(string path)
    {
        string text = Read(path).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        string[] header = text.Split('\n')[0].Split(',');
        string? file = PathColumns.FirstOrDefault(header.Contains), label = LabelColumns.FirstOrDefault(header.Contains);
        if (file is null || label is null)
        {
            throw new PipelineException($"{path}: the first line must name a column 'path' and a column 'label', separated by commas; it reads '{text.Split('\n')[0]}'");
        }

        var csv = new CsvReader(text, path, "mend the table", [file, label]);
        List<(string, string)> rows = [];
        while (csv.Read())
        {
            rows.Add((csv.Text(0), csv.Text(1)));
        }

        return rows;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    private static void Tell(Terminal terminal, ImportPlan plan, string target, bool isDry)
    {
        var labels = plan.Images.CountBy(image => image.Target.Split('/')[0]).ToArray();
        foreach ((string label, int count) in labels)
        {
            terminal.WriteLine($"  {label}: {count}");
        }

        foreach (var reason in plan.Skipped.GroupBy(file => file.Reason.StartsWith("a copy of", StringComparison.Ordinal) ? "a copy of another image of its class" : file.Reason, StringComparer.Ordinal))
        {
            string more = reason.Count() > Named ? $", and {reason.Count() - Named} more" : "";
            terminal.WriteLine($"not imported: {(reason.Count() == 1 ? "1 file" : $"{reason.Count()} files")}, {reason.Key}: {string.Join(", ", reason.Take(Named).Select(file => file.Original))}{more}");
        }

        if (plan.StudyPhotos > 0)
        {
            terminal.WriteLine($"{plan.StudyPhotos} of the study's {plan.StudyTotal} photos are in the source with their original bytes; {plan.Images.Count(image => image.IsStudyPhoto)} of them are imported");
        }

        if (plan.Missing > 0)
        {
            terminal.WriteLine($"{plan.Missing} photos that the draw takes from the whole study are not in the source: others stand in, so this is not everyone's draw");
        }

        terminal.WriteLine(
            $"{(isDry ? "would import" : "imported")} {(plan.Images.Count == 1 ? "1 image" : $"{plan.Images.Count} images")} of {(labels.Length == 1 ? "1 class" : $"{labels.Length} classes")}, {Format.Bytes(plan.Bytes)}, into {target}");
    }
}
