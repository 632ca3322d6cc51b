using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Commands;
using Pipeline.Tests.Reporting;
using Spectre.Console;

namespace Pipeline.Tests.Commands;

public sealed class CompareVerbTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private readonly string _good;
    private readonly string _bad;

    public CompareVerbTests() => (_good, _bad) = (_runs.Add(new SyntheticRun("good")).Path, _runs.Add(new SyntheticRun("bad") { Lost = [1, 11, 21, 31, 41, 42] }).Path);

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void The_first_run_is_the_baseline_unless_another_is_named()
    {
        Assert.Equal(0, Invoke(CompareCommand.Create, _good, _bad, "--format", "json"));
        Assert.Equal(("good", "worse"), Verdict());

        Assert.Equal(0, Invoke(CompareCommand.Create, _good, _bad, "--baseline", "bad", "--format", "json"));
        Assert.Equal(("bad", "better"), Verdict());
    }

    [Fact]
    public void A_table_is_what_a_person_gets()
    {
        Assert.Equal(0, Invoke(CompareCommand.Create, _good, _bad));
        Assert.Contains("Against the baseline good:", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Output_goes_to_a_file_whole()
    {
        string file = Path.Combine(_runs.Folder, "reports", "comparison.md");

        Assert.Equal(0, Invoke(CompareCommand.Create, _runs.Store.Folder, "--format", "md", "--output", file));
        Assert.StartsWith("| configuration |", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal($"{file}: 2 runs, 1 comparison\n", _output.ToString());
    }

    [Fact]
    public void One_run_is_not_compared()
    {
        Assert.Equal(1, Invoke(CompareCommand.Create, _good, _good));
        Assert.StartsWith("a comparison needs two runs, and there is one, good-", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rescoring_leaves_the_run_as_it_is()
    {
        string[] before = Contents();
        string file = Path.Combine(_runs.Folder, "strict.csv");

        Assert.Equal(0, Invoke(RescoreCommand.Create, _bad, "--rule", "confidence", "--set", "threshold=0.75", "--output", file, "--json"));
        var answer = JsonNode.Parse(_output.ToString().TrimEnd('\n').Split('\n')[^1])!;
        // No answer is surer than 0.5, so each right one earns 5.
        Assert.Equal(44 * 5, answer["score"]!.GetValue<double>());
        Assert.Equal(51, File.ReadAllLines(file).Length);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public void A_file_of_the_run_is_not_overwritten()
    {
        Assert.Equal(1, Invoke(RescoreCommand.Create, _bad, "--rule", "strict", "--output", Path.Combine(_bad, RunFiles.Predictions)));
        Assert.Contains("is a file of the run itself", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strikt", "", "unknown rule 'strikt'; did you mean strict?")]
    [InlineData("margin", "threshhold=0.2", "unknown key; did you mean threshold?")]
    [InlineData("margin", "threshold", "expects a key of the rule, '=' and a value")]
    public void A_rule_is_checked_like_a_config(string rule, string setting, string expected)
    {
        Assert.NotEqual(0, Invoke(RescoreCommand.Create, [_bad, "--rule", rule, .. setting.Length > 0 ? new[] { "--set", setting } : []]));
        Assert.Contains(expected, _errors.ToString(), StringComparison.Ordinal);
    }

    private (string?, string?) Verdict()
    {
        var report = JsonNode.Parse(_output.ToString())!;
        _output.GetStringBuilder().Clear();
        return ((string?)report["baseline"], (string?)report["comparisons"]![0]!["verdict"]);
    }

    private string[] Contents() => [.. Directory.EnumerateFiles(_bad).Order(StringComparer.Ordinal).Select(file => $"{file} {Hashing.OfBytes(File.ReadAllBytes(file))}")];

    private int Invoke(Func<Terminal, Command> create, params string[] arguments) =>
        create(new Terminal(Console(_output), Console(_errors), TimeProvider.System)).Parse(arguments).Invoke();

    private static IAnsiConsole Console(StringWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 200;
        return console;
    }
}
