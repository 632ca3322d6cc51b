using System.CommandLine;
using Pipeline.Backbones;

namespace Pipeline.Commands;

/// <summary><c>pipeline models verify [NAME...]</c></summary>
internal static class ModelsVerify
{
    public static Command Create(Terminal terminal)
    {
        var names = ModelsPlace.Names(ArgumentArity.ZeroOrMore);
        var models = Verb.Models();
        var command = new Command("verify", """
            Read weights and compare them with their cards: all that are here, or those that are named. A damaged file is set aside (renamed to FILE.damaged).

            Example:
              pipeline models verify resnet50-v1-12
            """) { names, models };
        command.Does(terminal, (parse, cancellation) => Verify(terminal, parse.GetValue(names) ?? [], ModelsPlace.Of(parse.GetValue(models)), cancellation));
        return command;
    }

    private static int Verify(Terminal terminal, string[] names, ModelsPlace place, CancellationToken cancellation)
    {
        IReadOnlyList<string> damaged = [];
        BackboneCard[] cards = [.. names.Length > 0 ? names.Select(place.Card) : place.Cards(out damaged).Where(card => place.Folders.Find(card.File) is not null)];
        int wrong = damaged.Count;
        foreach (string problem in damaged)
        {
            terminal.WriteError(problem);
        }

        foreach (var (i, card) in cards.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            terminal.Progress.Report(new Progress("verifying weights", i, cards.Length, "files"));
            wrong += IsRight(terminal, card, place) ? 0 : 1;
        }

        terminal.Progress.Clear();
        return wrong == 0 ? 0 : Verb.Failed;
    }

    private static bool IsRight(Terminal terminal, BackboneCard card, ModelsPlace place)
    {
        if (place.Folders.Find(card.File) is not { } file)
        {
            terminal.WriteError($"{card.Name}: {card.File} is not here; 'pipeline models pull {card.Name}' fetches it");
            return false;
        }

        var check = WeightsCheck.Of(card, file);
        if (check.IsRight)
        {
            terminal.WriteLine($"{card.Name}: right: {file}");
            return true;
        }

        terminal.WriteError($"{card.Name}: {file}: {check.Problem}; set aside as {WeightsCheck.SetAside(file)}; 'pipeline models pull {card.Name}' gets it again");
        return false;
    }
}
