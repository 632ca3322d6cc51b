using System.CommandLine;
using Pipeline.Backbones;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline models import SOURCE</c></summary>
internal static class ModelsImport
{
    public static Command Create(Terminal terminal)
    {
        var source = new Argument<string>("SOURCE") { Description = "A folder or zip that 'pipeline models export' wrote." };
        var models = ModelsPlace.Option();
        var command = new Command("import", """
            Take weights from a folder or zip of 'pipeline models export'. Each file must be what its card says, and a network of the catalogue what the catalogue says.

            Example:
              pipeline models import weights.zip
            """) { source, models };
        command.Does(terminal, (parse, cancellation) =>
        {
            var place = ModelsPlace.Of(parse.GetValue(models));
            WeightsBundle.Read(parse.GetRequiredValue(source), (card, open) =>
            {
                cancellation.ThrowIfCancellationRequested();
                Import(terminal, Trusted(card, place), open, place.Shelf);
            });
        });
        return command;
    }

    /// <summary>The card that counts. A bundle's own word about a name that is known here is not enough.</summary>
    private static BackboneCard Trusted(BackboneCard card, ModelsPlace place)
    {
        var known = BackboneCatalog.Find(card.Name) ?? RegisteredCards.Find(card.Name, place.Folders) ?? card;
        return known.Sha256 == card.Sha256
            ? known
            : throw new PipelineException($"the bundle's '{card.Name}' has other weights (SHA-256 {card.Sha256[..12]}...) than the '{card.Name}' that is known here ({known.Sha256[..12]}...); nothing of it was taken");
    }

    private static void Import(Terminal terminal, BackboneCard card, Func<Stream> open, ModelShelf shelf)
    {
        if (WeightsCheck.Of(card, shelf.PathOf(card)).IsRight)
        {
            terminal.WriteLine($"{card.Name}: is here: {shelf.PathOf(card)}");
            return;
        }

        shelf.Put(card, open);
        terminal.WriteLine($"{card.Name}: {Format.Bytes(card.Bytes)}, SHA-256 as on its card: {shelf.PathOf(card)}");
    }
}
