using System.CommandLine;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline data sheet DIR</c>: the images of each class on one picture, to check images and labels by eye.</summary>
internal static class DataCommand
{
    public static Command Create(Terminal terminal) => new("data", "Import photos, check them, look at them.")
    {
        DataImportCommand.Create(terminal), DataCheckCommand.Create(terminal), Sheet(terminal),
    };

    private static Command Sheet(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "A folder with one folder of images per class." };
        var output = new Option<string?>("--output") { Description = "Where the pictures go; artifacts/sheets/<name of DIR> when absent.", HelpName = "FOLDER" };
        var command = new Command("sheet", """
            Draw a contact sheet per class: every image upright, with its file name and a note on each file that does not decode.

            Example:
              pipeline data sheet data/raw/drawings
            """) { folder, output };
        command.Does(terminal, (parse, cancellation) =>
        {
            foreach (string file in ContactSheets.Write(parse.GetRequiredValue(folder), parse.GetValue(output), terminal.Progress, cancellation))
            {
                terminal.WriteLine(file);
            }
        });
        return command;
    }
}
