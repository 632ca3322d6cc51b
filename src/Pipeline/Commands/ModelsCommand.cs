using System.CommandLine;
using Pipeline.Backbones;
using Pipeline.Reporting;
using Spectre.Console;

namespace Pipeline.Commands;

/// <summary><c>pipeline models list</c>: the catalogue, and which weights are here.</summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal) => new("models", "Frozen networks and their weights.") { List(terminal) };

    private static Command List(Terminal terminal)
    {
        var models = Verb.Models();
        var command = new Command("list", """
            List the networks that configs can ask for by name, and where their weights are.

            Example:
              pipeline models list --models /data/weights
            """) { models };
        command.Does(terminal, (parse, _) =>
        {
            var folders = ModelFolders.FromEnvironment(parse.GetValue(models));
            var table = new Table().Border(TableBorder.Rounded).AddColumns("name", "size", "top-1", "licence", "weights");
            foreach (var card in BackboneCatalog.All)
            {
                table.AddRow(
                    Markup.Escape(card.Name), Format.Megabytes(card.Bytes), card.Top1Accuracy is { } top1 ? Format.Percent(top1) : "", Markup.Escape(card.Licence),
                    Markup.Escape(folders.Find(card.File) ?? (card.Source is null ? "missing" : $"missing; {card.Source}")));
            }

            terminal.Write(table);
            terminal.WriteLine("Weights are looked for in:");
            foreach (string folder in folders.Folders)
            {
                terminal.WriteLine($"  {folder}{(Directory.Exists(folder) ? "" : "  (not there)")}");
            }
        });
        return command;
    }
}
