using System.CommandLine;

namespace Pipeline.Commands;

/// <summary><c>pipeline models path NAME</c></summary>
internal static class ModelsPath
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "A name in the catalogue, or the path of a card." };
        var models = Verb.Models();
        var command = new Command("path", """
            Print where the weights of a network are, for scripts; exit code 1 when they are not here.

            Example:
              onnx-tool "$(pipeline models path resnet-mini)"
            """) { name, models };
        command.Does(terminal, (parse, _) =>
        {
            var place = ModelsPlace.Of(parse.GetValue(models));
            var card = place.CardOrUnseen(parse.GetRequiredValue(name));
            terminal.WriteLine(place.Folders.Find(card.File) ?? throw new PipelineException($"{card.Name}: {card.File} is not here; 'pipeline models pull {card.Name}' fetches it"));
        });
        return command;
    }
}
