using System.CommandLine;
using Pipeline.Backbones;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline models export NAME... --to TARGET</c></summary>
internal static class ModelsExport
{
    public static Command Create(Terminal terminal)
    {
        var names = ModelsPlace.Names(ArgumentArity.OneOrMore);
        var to = new Option<string>("--to") { Description = "A folder, or a file that ends in .zip.", HelpName = "TARGET", Required = true };
        var models = Verb.Models();
        var command = new Command("export", """
            Write weights and their cards into a folder or one zip, to carry them to a machine without network ('pipeline models import').

            Example:
              pipeline models export resnet50-v1-12 resnet18-v1-7 --to weights.zip
            """) { names, to, models };
        command.Does(terminal, (parse, cancellation) =>
        {
            var place = ModelsPlace.Of(parse.GetValue(models));
            (BackboneCard Card, string File)[] weights =
            [
                .. from card in parse.GetRequiredValue(names).Select(place.Card).DistinctBy(card => card.Name)
                   select (card, place.Folders.Find(card.File) ?? throw new PipelineException($"{card.Name}: {card.File} is not here; 'pipeline models pull {card.Name}' fetches it")),
            ];
            string target = parse.GetRequiredValue(to);
            WeightsBundle.Write(target, weights, terminal.Progress, cancellation);
            terminal.WriteLine($"{target}: {string.Join(", ", weights.Select(w => w.Card.Name))}, {Format.Bytes(weights.Sum(w => (long)w.Card.Bytes))}; there: pipeline models import {Path.GetFileName(Path.TrimEndingDirectorySeparator(target))}");
        });
        return command;
    }
}
