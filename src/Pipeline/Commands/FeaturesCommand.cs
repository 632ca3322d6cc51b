using System.CommandLine;
using System.Globalization;
using Pipeline.Configuration;
using Pipeline.Features;
using Pipeline.Reporting;
using Spectre.Console;

namespace Pipeline.Commands;

/// <summary><c>pipeline features extract | stats | prune | compact</c>: the store of features: filling it, what it holds, making it smaller.</summary>
internal static class FeaturesCommand
{
    public static Command Create(Terminal terminal) => new("features", "The store of features, which any run may make again.") { FeaturesExtract.Create(terminal), Stats(terminal), Prune(terminal), Compact(terminal) };

    private static Command Stats(Terminal terminal)
    {
        var command = new Command("stats", """
            Show what the store holds: a line per network and transform.

            Example:
              pipeline features stats
            """);
        command.Does(terminal, (_, _) =>
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("backbone", "transform", "images", "segments", "size", "damaged", "half-written", "last used", "folder");
            foreach (var key in Inventory(terminal).Stats())
            {
                table.AddRow(
                    Markup.Escape(key.Description?.Backbone ?? "?"), Markup.Escape(key.Description?.Transform ?? "?"),
                    Format.Count(key.Images), Format.Count(key.Segments), Format.Bytes(key.Bytes), Format.Count(key.Damaged), Format.Count(key.Leftovers),
                    key.LastUsed?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "", key.Folder);
            }

            terminal.Write(table);
        });
        return command;
    }

    private static Command Prune(Terminal terminal)
    {
        var days = new Option<int?>("--keep-days") { Description = "Delete features that no run has used for more than N days.", HelpName = "N" };
        var all = new Option<bool>("--all") { Description = "Delete all features." };
        var damaged = new Option<bool>("--damaged") { Description = "Delete only damaged segments and what killed processes left half-written." };
        var yes = new Option<bool>("--yes") { Description = "Delete; without it the files are only listed." };
        var command = new Command("prune", """
            Delete features that are not needed; without --yes only say which. Damaged and half-written files go in any case.

            Example:
              pipeline features prune --keep-days 30 --yes
            """) { days, all, damaged, yes };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > 36500)
            {
                result.AddError("--keep-days takes a number from 0 to 36500");
            }
        });
        command.Validators.Add(result =>
        {
            if (new Option[] { days, all, damaged }.Count(option => result.GetResult(option) is not null) != 1)
            {
                result.AddError("say what may go: one of --damaged, --keep-days N and --all");
            }
        });
        command.Does(terminal, (parse, _) => Prune(terminal, Rule(parse.GetValue(days), parse.GetValue(all)), parse.GetValue(yes)));
        return command;
    }

    private static PruneRule Rule(int? days, bool all) =>
        all ? new PruneRule.All() : days is { } count ? new PruneRule.Unused(TimeSpan.FromDays(count)) : new PruneRule.Damaged();

    private static void Prune(Terminal terminal, PruneRule rule, bool yes)
    {
        var inventory = Inventory(terminal);
        var files = inventory.Select(rule);
        long bytes = files.Sum(file => file.Length);
        foreach (var file in files)
        {
            terminal.WriteLine(Path.Combine(file.Directory!.Name, file.Name));
        }

        if (yes)
        {
            inventory.Delete(files);
        }

        string size = $"{Format.Count(files.Count)} {(files.Count == 1 ? "file" : "files")}, {Format.Bytes(bytes)}";
        terminal.WriteLine(yes ? $"{size}: deleted" : files.Count == 0 ? "nothing to delete" : $"{size}: would be deleted; say --yes to do it");
    }

    private static Command Compact(Terminal terminal)
    {
        var command = new Command("compact", """
            Merge the small files that interrupted runs have left.

            Example:
              pipeline features compact
            """);
        command.Does(terminal, (_, _) =>
        {
            int less = Inventory(terminal).Folders().Sum(folder => SegmentMerge.Merge(folder.FullName));
            terminal.WriteLine(less == 0 ? "nothing to merge" : $"{Format.Count(less)} {(less == 1 ? "file" : "files")} less");
        });
        return command;
    }

    private static FeatureInventory Inventory(Terminal terminal) => new(ProjectLayout.OfFolder(Environment.CurrentDirectory).Features, terminal.Clock);
}
