using System.CommandLine;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Reporting;
using Pipeline.Vision.Protocol;

namespace Pipeline.Commands;

/// <summary><c>pipeline models add PATH</c></summary>
internal static class ModelsAdd
{
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("PATH") { Description = "An ONNX file." };
        var card = new Option<string?>("--card") { Description = "A YAML file with what you know of the network: name, licence, transform, labels ...; size and hash are computed.", HelpName = "FILE" };
        var name = new Option<string?>("--name") { Description = "Name by which configs shall ask for it; the card's, or the file's, when absent.", HelpName = "NAME" };
        var models = ModelsPlace.Option();
        var command = new Command("add", """
            Register an ONNX network of your own, so that configs can ask for it by name. It is loaded, its shapes are checked, its features are found, and it is copied.
            A file that ML.NET's own trainer starts from (mobilenet_v2.meta and the like, for head.kind: mlnet_vision) is copied, and its hash recorded.

            Examples:
              pipeline models add my-network.onnx --card my-network.yaml
              pipeline models add mobilenet.onnx --name mobilenet-v2
              pipeline models add /tmp/MLNET/resnet_v2_50_299.meta
            """) { path, card, name, models };
        command.Does(terminal, (parse, _) => PretrainedNetworks.OfFile(parse.GetRequiredValue(path)) is { } pretrained
            ? AddPretrained(terminal, parse.GetRequiredValue(path), pretrained, parse.GetValue(card) ?? parse.GetValue(name), ModelsPlace.Of(parse.GetValue(models)))
            : Add(terminal, parse.GetRequiredValue(path), Draft(parse.GetValue(card), parse.GetValue(name)), ModelsPlace.Of(parse.GetValue(models))));
        return command;
    }

    private static CardDraft Draft(string? card, string? name)
    {
        var draft = card is null ? new CardDraft() : RecordReader.Read<CardDraft>(card);

        // Read as a card, so that a name on the command line obeys the same rule as one in a file.
        return name is null ? draft : draft with { Name = RecordReader.Parse<CardDraft>($"name: '{name.Replace("'", "''", StringComparison.Ordinal)}'\n", "--name").Name };
    }

    private static int AddPretrained(Terminal terminal, string path, VisionArchitecture architecture, string? called, ModelsPlace place)
    {
        if (called is not null)
        {
            throw new PipelineException($"{Path.GetFileName(path)} is known by its file's name; leave --name and --card away");
        }

        var card = PretrainedNetworks.CardOf(architecture, path);
        if (RegisteredCards.Find(card.Name, place.Folders) is { } known && known.Sha256 != card.Sha256)
        {
            throw new PipelineException($"'{card.Name}' is registered with other bytes; if these are the right ones, 'pipeline models remove {card.Name}' first");
        }

        place.Shelf.Put(card, () => File.OpenRead(path));
        terminal.WriteLine($"{card.Name}: {Format.Bytes(card.Bytes)}, SHA-256 {card.Sha256}, recorded: its publisher names none, and from now on only these bytes count");
        terminal.WriteLine($"registered in {place.Shelf.Folder}; use it with --set head.kind=mlnet_vision --set head.architecture={architecture.Name}");
        return 0;
    }

    private static int Add(Terminal terminal, string path, CardDraft draft, ModelsPlace place)
    {
        var network = NewNetwork.Inspect(path, draft);
        var card = network.Card;
        if (BackboneCatalog.Find(card.Name) is not null)
        {
            throw new PipelineException($"'{card.Name}' is in the catalogue that ships with the program; choose another name with --name");
        }

        if (RegisteredCards.Find(card.Name, place.Folders) is { } known && known.Sha256 != card.Sha256)
        {
            throw new PipelineException($"'{card.Name}' is registered with other weights; choose another name with --name, or 'pipeline models remove {card.Name}' first");
        }

        place.Shelf.Put(card, () => File.OpenRead(path));
        terminal.WriteLine($"{card.Name}: {Format.Bytes(card.Bytes)}, SHA-256 {card.Sha256}");
        terminal.WriteLine($"  input '{network.Tap.Input}', features '{network.Tap.Features}' [N, {network.Tap.Dimension}], class scores '{network.Tap.Logits}' [N, {network.Tap.ClassCount}]");
        foreach (string remark in network.Remarks)
        {
            terminal.WriteLine($"  assumed: {remark}");
        }

        terminal.WriteLine($"registered in {place.Shelf.Folder}; use it with --set backbone={card.Name}");
        return 0;
    }
}
