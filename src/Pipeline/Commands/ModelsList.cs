using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Backbones;
using Pipeline.Reporting;
using Spectre.Console;

namespace Pipeline.Commands;

/// <summary><c>pipeline models list</c></summary>
internal static class ModelsList
{
    public static Command Create(Terminal terminal)
    {
        var (models, json) = (Verb.Models(), Verb.Json());
        var command = new Command("list", """
            List the networks that configs can ask for by name, and where their weights are.

            Example:
              pipeline models list --models /data/weights
            """) { models, json };
        command.Does(terminal, (parse, _) => Show(terminal, ModelsPlace.Of(parse.GetValue(models)), parse.GetValue(json)));
        return command;
    }

    private static void Show(Terminal terminal, ModelsPlace place, bool json)
    {
        BackboneCard[] cards = [.. place.Cards(out var damaged)];
        foreach (string problem in damaged)
        {
            terminal.WriteError(problem);
        }

        cards = [.. cards, .. place.Unseen()];
        terminal.Write(Table(cards, place.Folders));
        if (cards.Any(card => place.Folders.Find(card.File) is null))
        {
            terminal.WriteLine("'pipeline models pull NAME' fetches what is missing; --models DIR or PIPELINE_MODELS name other folders.");
        }

        terminal.WriteLine("Weights are looked for in:");
        foreach (string folder in place.Folders.Folders)
        {
            terminal.WriteLine($"  {folder}{(Directory.Exists(folder) ? "" : "  (not there)")}");
        }

        if (json)
        {
            terminal.WriteLine(new JsonObject { ["models"] = new JsonArray([.. cards.Select(card => ToJson(card, place.Folders))]) }.ToJsonString());
        }
    }

    private static Table Table(IEnumerable<BackboneCard> cards, ModelFolders folders)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("name", "size", "top-1", "licence", "weights");
        foreach (var card in cards)
        {
            table.AddRow(
                Markup.Escape(card.Name), card.IsUnseen ? "not known yet" : Format.Bytes(card.Bytes), card.Top1Accuracy is { } top1 ? Format.Percent(top1) : "", Markup.Escape(card.Licence),
                Markup.Escape(folders.Find(card.File) ?? (card.Source is null ? "missing" : $"missing; {card.Source}")));
        }

        return table;
    }

    private static JsonObject ToJson(BackboneCard card, ModelFolders folders) => new()
    {
        ["name"] = card.Name,
        ["file"] = card.File,
        ["bytes"] = card.IsUnseen ? null : card.Bytes,
        ["sha256"] = card.IsUnseen ? null : card.Sha256,
        ["licence"] = card.Licence,
        ["architecture"] = card.Architecture,
        ["top1"] = card.Top1Accuracy,
        ["mirrors"] = new JsonArray([.. card.Mirrors.Select(mirror => (JsonNode)mirror)]),
        ["path"] = folders.Find(card.File),
    };
}
