using System.CommandLine;
using Pipeline.Artifacts;

namespace Pipeline.Commands;

/// <summary><c>pipeline verify RUN</c>: does the same experiment still give the same result?</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder, or the beginning of its name." };
        var models = Verb.Models();
        var rounding = new Option<bool>("--allow-rounding") { Description = "Take for the same what differs by no more than rounding, as on another processor." };
        var command = new Command("verify", """
            Do a run's experiment again from the image files on, without the split file, the feature store and what is remembered of files, and compare stage by
            stage with what the run has kept. Ends with 0 when all is identical, with 1 when something differs. Another processor adds in another order, so that numbers
            differ in their last digits; that is said apart.

            Example:
              pipeline verify quickstart-softmax
            """) { run, models, rounding };
        command.Does(terminal, (parse, cancellation) => Verify(terminal, OpenedRun.Open(terminal, parse.GetRequiredValue(run), parse.GetValue(models)), parse.GetValue(rounding), cancellation));
        return command;
    }

    private static int Verify(Terminal terminal, OpenedRun opened, bool allowRounding, CancellationToken cancellation)
    {
        string? firstDifference = null;
        bool onlyRounding = true;
        foreach (var verdict in new RunVerification(opened, terminal.Progress).Stages(cancellation))
        {
            string word = verdict.IsSame switch { true => "identical", false => verdict.IsRounding ? "rounding" : "differs", null => "not kept" };
            terminal.WriteLine($"{verdict.Stage,-12} {word}{(verdict.Detail.Length == 0 ? "" : $": {verdict.Detail}")}");
            firstDifference ??= verdict.IsSame == false ? verdict.Stage : null;
            onlyRounding &= verdict.IsSame != false || verdict.IsRounding;
        }

        if (firstDifference is null)
        {
            terminal.WriteLine(opened.Run.Record.Vision is null
                ? $"{opened.Run.Record.Folder} is identical"
                : $"{opened.Run.Record.Folder} is identical up to its training, which was not done again: its trainer starts from random weights, so that no two trainings are the same");
            return 0;
        }

        foreach (string condition in Conditions(opened.Run.Record.Environment, RunEnvironment.Capture()))
        {
            terminal.WriteLine(condition);
        }

        if (onlyRounding && allowRounding)
        {
            terminal.WriteLine($"{opened.Run.Record.Folder} is the same but for rounding, from the stage '{firstDifference}' on");
            return 0;
        }

        terminal.WriteError(onlyRounding
            ? $"{opened.Run.Record.Folder} differs by rounding only, from the stage '{firstDifference}' on; --allow-rounding takes that for the same"
            : $"{opened.Run.Record.Folder} differs, from the stage '{firstDifference}' on");
        return Verb.Failed;
    }

    // Sums of floating-point numbers depend on how wide a processor's registers are, so between machines heads differ by rounding.
    private static IEnumerable<string> Conditions(RunEnvironment then, RunEnvironment now)
    {
        (string Name, string Then, string Now)[] pairs =
        [
            ("processor", then.Processor, now.Processor), ("system", then.System, now.System), ("runtime", then.Runtime, now.Runtime), ("version", then.Version, now.Version),
            .. then.Libraries.Select(library => (library.Key, library.Value, now.Libraries.GetValueOrDefault(library.Key, "none"))),
        ];
        return pairs.Where(pair => pair.Then != pair.Now).Select(pair => $"{pair.Name,-12} was {pair.Then}, is {pair.Now}; differences of the size of rounding are to be expected");
    }
}
