using System.CommandLine;
using Pipeline.Backbones;

namespace Pipeline.Commands;

/// <summary><c>pipeline models remove NAME...</c></summary>
internal static class ModelsRemove
{
    public static Command Create(Terminal terminal)
    {
        var names = ModelsPlace.Names(ArgumentArity.OneOrMore);
        var (models, yes) = (ModelsPlace.Option(), Verb.Yes());
        var command = new Command("remove", """
            Remove weights from your cache, what a broken-off download left of them, and the card of a network of your own. Features that were extracted stay.

            Example:
              pipeline models remove resnet152-v2-7 --yes
            """) { names, models, yes };
        command.Does(terminal, (parse, _) =>
        {
            var place = ModelsPlace.Of(parse.GetValue(models));

            // All are found before the first is removed: a misspelt name removes nothing.
            BackboneCard[] cards = [.. parse.GetRequiredValue(names).Select(place.Card)];
            if (!parse.GetValue(yes) && !terminal.Confirm($"Remove {string.Join(", ", cards.Select(card => card.Name))} from {place.Shelf.Folder}?"))
            {
                terminal.WriteLine("nothing removed");
                return;
            }

            foreach (var card in cards)
            {
                var removed = place.Shelf.Remove(card);
                terminal.WriteLine(removed.Count > 0 ? $"{card.Name}: removed {string.Join(", ", removed)}" : $"{card.Name}: nothing of it in {place.Shelf.Folder}");
            }
        });
        return command;
    }
}
