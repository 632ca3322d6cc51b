using System.Globalization;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Commands;

[Collection(CliRunGroup.Name)]
[Trait("tier", "recipe")]
public sealed class CompletionTests(CliRun run)
{
    [Theory]
    [InlineData("pipeline mod", "models")]
    [InlineData("pipeline models pull resnet152", "resnet152-v2-7")]
    [InlineData("pipeline validate configs/sam", "configs/sample.yaml")]
    public void Verbs_networks_and_configs_are_offered(string line, string expected) => Assert.Equal([expected], Suggested(line));

    [Theory]
    [InlineData("pipeline predict ")]
    [InlineData("pipeline runs diff x ")]
    [InlineData("pipeline compare --baseline ")]
    public void Runs_are_offered_where_one_is_expected(string line) => Assert.Contains(run.Name, Suggested(line));

    [Theory]
    [InlineData("bash", "complete -o default -F")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c pipeline")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void Each_shell_has_a_script_that_asks_for_suggestions(string shell, string registration)
    {
        string script = run.Project.Run("completion", shell).Ended(0).Output;

        Assert.Contains("[suggest:", script, StringComparison.Ordinal);
        Assert.Contains(registration, script, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_calls_an_argument_by_its_name_and_lists_nothing_that_is_offered()
    {
        string help = run.Project.Run("compare", "--help").Ended(0).Output;

        Assert.Contains("  <RUN>  Runs: ", help, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Name, help, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_shell_is_refused() => Assert.Equal(1, run.Project.Run("completion", "cmd").ExitCode);

    private IReadOnlyList<string> Suggested(string line) => run.Project.Run(string.Create(CultureInfo.InvariantCulture, $"[suggest:{line.Length}]"), line).Ended(0).OutputLines;
}
