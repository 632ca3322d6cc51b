using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Spectre.Console;

namespace Pipeline.Commands;

/// <summary><c>pipeline runs diff A B</c>: what differs between two runs' configs and metrics, and nothing else.</summary>
internal static class RunsDiff
{
    public static Command Create(Terminal terminal)
    {
        var a = new Argument<string>("A") { Description = "A run's folder, or the beginning of its name." };
        var b = new Argument<string>("B") { Description = "Another one." };
        var command = new Command("diff", """
            Show two runs side by side: only the settings and metrics that differ.

            Example:
              pipeline runs diff quickstart-softmax-adam quickstart-softmax-sgd
            """) { a, b };
        command.Does(terminal, (parse, _) =>
        {
            var store = RunsCommand.StoreOfWorkingFolder(terminal);
            Show(terminal, store.Open(parse.GetRequiredValue(a)), store.Open(parse.GetRequiredValue(b)));
        });
        return command;
    }

    private static void Show(Terminal terminal, FinishedRun a, FinishedRun b)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", a.Record.Folder, b.Record.Folder);
        foreach (var (name, one, other) in Differences(a, b))
        {
            table.AddRow(Markup.Escape(name), Markup.Escape(one ?? "-"), Markup.Escape(other ?? "-"));
        }

        if (table.Rows.Count == 0)
        {
            terminal.WriteLine("Config and metrics are identical.");
            return;
        }

        terminal.Write(table);
    }

    /// <summary>Settings first, then metrics, each in the order of the files; a value that one side lacks is null.</summary>
    internal static IEnumerable<(string Name, string? A, string? B)> Differences(FinishedRun a, FinishedRun b) =>
        Pairs(RunSettings.Read(a).Values, RunSettings.Read(b).Values).Concat(Pairs(Metrics(a), Metrics(b))).Where(pair => pair.A != pair.B);

    private static IEnumerable<(string Name, string? A, string? B)> Pairs(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Keys.Union(b.Keys).Select(name => (name, a.GetValueOrDefault(name), b.GetValueOrDefault(name)));

    private static Dictionary<string, string> Metrics(FinishedRun run)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(JsonNode.Parse(run.Metrics.ToJson()), "", leaves);

        // Said already by the settings, or, of the head's hash, by everything else.
        foreach (string name in new[] { "name", "identity.config", "head" })
        {
            leaves.Remove(name);
        }

        return leaves;
    }

    private static void Collect(JsonNode? node, string name, Dictionary<string, string> leaves)
    {
        switch (node)
        {
            case JsonObject group:
                foreach (var (key, value) in group)
                {
                    Collect(value, Joined(name, key), leaves);
                }

                break;
            // Classes bear names, by which two runs' are put side by side; the cells of matrices and the bins of histograms say nothing in a table of this kind.
            case JsonArray list when list.Any(item => item is JsonObject or JsonArray):
                foreach (var item in list.OfType<JsonObject>().Where(item => item.ContainsKey("label")))
                {
                    Collect(item, $"{name}[{item["label"]}]", leaves);
                }

                break;
            default:
                leaves[name] = node is JsonValue leaf && leaf.TryGetValue(out string? text) ? text : node?.ToJsonString() ?? "null";
                break;
        }
    }

    private static string Joined(string name, string key) => name.Length == 0 ? key : $"{name}.{key}";
}
