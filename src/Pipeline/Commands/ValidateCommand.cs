using System.CommandLine;
using Pipeline.Configuration;

namespace Pipeline.Commands;

/// <summary><c>pipeline validate CONFIG...</c>: checks configs and touches nothing.</summary>
internal static class ValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        var (configs, set) = (Verb.Configs(), Verb.Set());
        var command = new Command("validate", """
            Check config files and touch nothing. Every problem is listed, with file, line and column.

            Example:
              pipeline validate configs/quickstart.yaml configs/heads/all.yaml
            """) { configs, set };
        command.Does(terminal, (parse, _) =>
        {
            int code = 0;
            foreach (string path in parse.GetRequiredValue(configs))
            {
                try
                {
                    var experiments = ExperimentConfigReader.Read(path, parse.GetValue(set) ?? []);
                    terminal.WriteLine($"{path}: ok, {experiments.Count} {(experiments.Count == 1 ? "experiment" : "experiments")}: {string.Join(", ", experiments.Select(config => config.Name))}");
                }
                catch (ConfigException problems)
                {
                    terminal.WriteError(problems.Message);
                    code = problems.ExitCode;
                }
            }

            return code;
        });
        return command;
    }
}
