using Pipeline.Backbones;
using Pipeline.Tests.Recipe;

namespace Pipeline.Tests.Commands;

[Collection(CliRunGroup.Name)]
[Trait("tier", "recipe")]
public sealed class RunsVerbTests(CliRun run)
{
    [Fact]
    public void List_has_a_row_per_run_and_no_escapes_even_where_colours_are_expected()
    {
        Dictionary<string, string?> colourful = new() { ["TERM"] = "xterm-256color", ["COLORTERM"] = "truecolor", ["GITHUB_ACTIONS"] = "true" };

        var list = run.Project.RunWith(colourful, run.Project["data", "raw"], "runs", "list").Ended(0);

        Assert.Equal(run.Project.InRuns, list.OutputLines.Where(line => line.Contains("sample-", StringComparison.Ordinal)).Select(line => line.Split('│')[1].Trim()));
        Assert.DoesNotContain('\u001b', list.Output);
        Assert.DoesNotContain('\u001b', run.First.Output);
    }

    [Fact]
    public void Show_finds_a_run_by_its_full_name_and_tells_what_it_was_made_of()
    {
        var shown = run.Project.RunWith(new() { ["NO_COLOR"] = "1", ["TERM"] = "xterm-256color" }, run.Project.Root, "runs", "show", run.Name).Ended(0);

        Assert.Contains("data      data/raw/animals: 19 images of 3 classes, 3 files left out; split data/splits/", shown.Output, StringComparison.Ordinal);
        Assert.Contains("model     tiny + linear 12x3, answers in the space 'labels', graded by 'top3'", shown.Output, StringComparison.Ordinal);
        Assert.All(SampleProject.Classes, label => Assert.Contains(shown.OutputLines, line => line.StartsWith($"│ {label} ", StringComparison.Ordinal)));
        Assert.Equal($"files     {run.Folder}", shown.OutputLines[^1]);
        Assert.DoesNotContain('\u001b', shown.Output);
    }

    [Theory]
    [InlineData("runs", "show")]
    [InlineData("predict")]
    public void An_unknown_run_is_one_line(params string[] verb)
    {
        string[] image = verb is ["predict"] ? ["x.png"] : [];

        run.Project.Run([.. verb, "nothing", .. image])
            .Ended(1, $"there is no run 'nothing' in {run.Project.Runs}; 'pipeline runs list' shows what there is");
    }

    [Theory]
    [InlineData("run", "")]
    [InlineData("runs", "show", "")]
    [InlineData("models", "list", "--models", "")]
    public void An_empty_argument_is_one_line(params string[] arguments) =>
        run.Project.Run(arguments).Ended(1, "one of the arguments is empty; a shell variable that is not set leaves such a one");

    [Fact]
    public void A_beginning_that_several_runs_share_is_one_line() =>
        run.Project.Run("runs", "show", "sample-")
            .Ended(1, $"'sample-' is the beginning of 3 runs ({run.Name}, {run.Name}-2, {run.Name}-3); give more of its name");

    [Fact]
    public void Models_lists_the_whole_catalogue_and_where_weights_are_looked_for()
    {
        var list = run.Project.Run("models", "list").Ended(0);

        Assert.All(BackboneCatalog.All, card => Assert.Contains(list.OutputLines, line => line.StartsWith($"│ {card.Name} ", StringComparison.Ordinal)));
        Assert.Contains($"  {run.Project["models"]}", list.OutputLines);
        Assert.Contains($"  {run.Project["home", "pipeline", "models"]}  (not there)", list.OutputLines);
    }

    [Fact]
    public void A_damaged_folder_is_named_on_errors_and_the_rest_is_listed()
    {
        using var project = new SampleProject();
        Directory.CreateDirectory(project["artifacts", "runs", "broken-00000000"]);
        Directory.CreateDirectory(project["artifacts", "runs", "unfinished-00000000.partial"]);

        var list = project.Run("runs", "list");

        Assert.StartsWith($"{project["artifacts", "runs", "broken-00000000"]} is no whole run (", Assert.Single(list.ErrorLines), StringComparison.Ordinal);
        Assert.Equal((0, $"No runs in {project.Runs}; 'pipeline run configs/quickstart.yaml' makes some.\n"), (list.ExitCode, list.Output));
    }
}
