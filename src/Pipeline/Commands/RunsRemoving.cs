using System.CommandLine;
using Pipeline.Artifacts;

namespace Pipeline.Commands;

/// <summary><c>pipeline runs rm RUN...</c></summary>
internal static class RunsRemoving
{
    public static Command Create(Terminal terminal)
    {
        var runs = new Argument<string[]>("RUN") { Description = "Runs' folders, or the beginnings of their names.", Arity = ArgumentArity.OneOrMore };
        var yes = Verb.Yes();
        var command = new Command("rm", """
            Remove runs, each whole. Features, splits and exported files elsewhere stay.

            Example:
              pipeline runs rm quickstart-softmax quickstart-lbfgs --yes
            """) { runs, yes };
        command.Does(terminal, (parse, _) =>
        {
            var store = RunsCommand.StoreOfWorkingFolder(terminal);

            // All are found before the first is removed: a misspelt name removes nothing.
            string[] folders = [.. parse.GetRequiredValue(runs).Select(store.Locate).Distinct(StringComparer.Ordinal)];
            foreach (string folder in folders)
            {
                terminal.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, folder));
            }

            if (!parse.GetValue(yes) && !terminal.Confirm($"Remove {(folders.Length == 1 ? "this run" : $"these {folders.Length} runs")}?"))
            {
                terminal.WriteLine("nothing removed");
                return;
            }

            foreach (string folder in folders)
            {
                RunStore.Remove(folder);
            }

            terminal.WriteLine($"{folders.Length} removed");
        });
        return command;
    }
}
