using System.CommandLine;
using Pipeline.Configuration;

namespace Pipeline.Commands;

/// <summary><c>pipeline config show|schema</c>.</summary>
internal static class ConfigCommand
{
    public static Command Create(Terminal terminal) => new("config", "Show a config as it is resolved, or the schema of configs.") { Show(terminal), Schema(terminal) };

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

    private static Command Schema(Terminal terminal)
    {
        var output = new Option<string?>("--output") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        var command = new Command("schema", """
            Print the JSON Schema of experiment files, for editors and other tools.

            Example:
              pipeline config schema --output configs/schema/experiment.schema.json
            """) { output };
        command.Does(terminal, (parse, _) =>
        {
            if (parse.GetValue(output) is { } file)
            {
                WholeFile.WriteText(file, ConfigSchema.Write());
            }
            else
            {
                terminal.WriteLine(ConfigSchema.Write().TrimEnd('\n'));
            }
        });
        return command;
    }
}
