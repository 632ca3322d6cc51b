using System.CommandLine;
using Pipeline.Configuration;

namespace Pipeline.Commands;

/// <summary><c>pipeline config show|schema|reference</c>.</summary>
internal static class ConfigCommand
{
    public static Command Create(Terminal terminal) => new("config", "Show a config as it is resolved, or what configs may hold.")
    {
        Show(terminal), Schema(terminal), Reference(terminal),
    };

    private static Command Show(Terminal terminal)
    {
        var config = new Argument<string>("CONFIG") { Description = "An experiment file." };
        var set = Verb.Set();
        var command = new Command("show", """
            Print the resolved config with every default filled in; a sweep prints one document per experiment.

            Example:
              pipeline config show configs/quickstart.yaml --set seed=7
            """) { config, set };
        command.Does(terminal, (parse, _) =>
            terminal.WriteLine(string.Join("---\n", ExperimentConfigReader.Read(parse.GetRequiredValue(config), parse.GetValue(set) ?? []).Select(ConfigWriter.Write)).TrimEnd('\n')));
        return command;
    }

    private static Command Schema(Terminal terminal) => Page(terminal, ConfigSchema.Write, new Command("schema", """
        Print the JSON Schema of experiment files, for editors and other tools.

        Example:
          pipeline config schema --output configs/schema/experiment.schema.json
        """));

    private static Command Reference(Terminal terminal) => Page(terminal, ConfigReference.Write, new Command("reference", """
        Print every key of experiment files with its values, default and meaning, as Markdown.

        Example:
          pipeline config reference --output docs/configuration.md
        """));

    private static Command Page(Terminal terminal, Func<string> write, Command command)
    {
        var output = new Option<string?>("--output") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        command.Add(output);
        command.Does(terminal, (parse, _) =>
        {
            if (parse.GetValue(output) is { } file)
            {
                WholeFile.WriteText(file, write());
            }
            else
            {
                terminal.WriteLine(write().TrimEnd('\n'));
            }
        });
        return command;
    }
}
