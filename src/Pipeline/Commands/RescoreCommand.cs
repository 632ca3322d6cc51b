using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline rescore RUN --rule RULE</c>: what a run's saved answers are worth under another grading rule, without the model.</summary>
internal static class RescoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder, or the beginning of its name." };
        var rule = new Option<string>("--rule") { Description = "top3, strict, near_relative, confidence or margin.", HelpName = "RULE", Required = true };
        var set = new Option<string[]>("--set") { Description = "A setting of the rule, e.g. --set threshold=0.6. May be repeated.", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = false };
        var output = new Option<string?>("--output") { Description = "Also write the answers with their new grades to this file, in the form of predictions.csv.", HelpName = "FILE" };
        var json = Verb.Json();
        var command = new Command("rescore", """
            Grade a run's saved answers by another rule. Neither the model nor the images are needed, and the run stays as it is.

            Examples:
              pipeline rescore quickstart-softmax --rule strict
              pipeline rescore quickstart-softmax --rule confidence --set threshold=0.6
            """) { run, rule, set, output, json };
        command.Does(terminal, (parse, _) =>
        {
            var grading = Rule(parse.GetRequiredValue(rule), parse.GetValue(set) ?? []);
            var rescored = Rescored.Of(RunsCommand.StoreOfWorkingFolder(terminal).Open(parse.GetRequiredValue(run)), grading);
            if (parse.GetValue(output) is { } file)
            {
                Write(terminal, rescored, file);
            }

            terminal.Write(RescoreTable.Of(rescored));
            if (parse.GetValue(json))
            {
                terminal.WriteLine(ToJson(rescored).ToJsonString());
            }
        });
        return command;
    }

    // As the block 'grading' of a config, and as strict.
    private static GradingConfig Rule(string rule, string[] settings)
    {
        var yaml = new StringBuilder($"rule: {rule}\n");
        foreach (string setting in settings)
        {
            if (setting.Split('=', 2) is not [{ Length: > 0 } key, { Length: > 0 } value])
            {
                throw new PipelineException($"--set {setting}: expects a key of the rule, '=' and a value, as in threshold=0.6");
            }

            yaml.Append(key).Append(": ").Append(value).Append('\n');
        }

        return RecordReader.Parse<GradingConfig>(yaml.ToString(), "--rule");
    }

    private static void Write(Terminal terminal, Rescored rescored, string file)
    {
        if (File.Exists(file) && Path.GetDirectoryName(Path.GetFullPath(file)) == Path.GetFullPath(rescored.Run.Path))
        {
            throw new PipelineException($"{file} is a file of the run itself; choose another name for --output");
        }

        WholeFile.WriteText(file, RunTables.Predictions(rescored.Answers));
        terminal.WriteLine($"{file}: {rescored.Answers.Count} answers");
    }

    private static JsonObject ToJson(Rescored rescored) => new()
    {
        ["name"] = rescored.Run.Record.Name,
        ["path"] = rescored.Run.Path,
        ["rule"] = KindAttribute.Of(rescored.Rule),
        ["images"] = rescored.Summary.Images,
        ["score"] = rescored.Summary.Score,
        ["max_score"] = rescored.Summary.MaxScore,
        ["score_interval"] = new JsonArray(rescored.Summary.ScoreInterval.Low, rescored.Summary.ScoreInterval.High),
        ["guessing_score"] = rescored.Summary.GuessingScore,
        ["grades"] = new JsonObject(rescored.Summary.Grades.Select(count => KeyValuePair.Create(count.Rule, (JsonNode?)count.Answers))),
    };
}
