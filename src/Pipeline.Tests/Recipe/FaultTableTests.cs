using System.Text.RegularExpressions;
using Pipeline.Artifacts;
using Pipeline.Features;

namespace Pipeline.Tests.Recipe;

/// <summary>
/// What can go wrong around the program, what it prints then, and its exit code. <c>docs/faults.md</c> holds the same for readers, to the letter;
/// PIPELINE_ACCEPT=1 writes it anew.
/// </summary>
[Trait("tier", "fault")]
public sealed partial class FaultTableTests : IDisposable
{
    private const string Sample = "configs/sample.yaml";
    private static readonly Lock Page = new();
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_folder_that_is_missing() => Is("The data set's folder is missing", Run("--set", "dataset.path=data/raw/plants"), 1);

    [Fact]
    public void A_class_that_is_empty()
    {
        Directory.CreateDirectory(Path.Combine(_project.Images, "eel"));

        Is("A class is empty", Run(), 1);
    }

    [Fact]
    public void A_class_without_a_usable_image()
    {
        Directory.CreateDirectory(Path.Combine(_project.Images, "eel"));
        File.WriteAllText(Path.Combine(_project.Images, "eel", "eel.jpg"), "no picture");

        Is("A class has files, but no image", Run(), 1);
    }

    [Fact]
    public void Files_that_are_no_whole_images()
    {
        AddBadFiles();

        Is("Some files are cut short, no images, or cannot be read", Run(), 0);
    }

    [Fact]
    public void Files_that_are_no_whole_images_where_none_may_be()
    {
        AddBadFiles();

        Is("The same, with `dataset.on_bad_image: fail`", Run("--set", "dataset.on_bad_image=fail"), 1);
    }

    [Fact]
    public void A_class_of_fewer_images_than_folds() => Is("A class is too small for the folds", Run("--set", "split.folds=7"), 1);

    [Fact]
    public void Weights_that_are_missing()
    {
        File.Delete(_project["models", "tiny.onnx"]);

        Is("The weights are missing", Run(), 1);
    }

    [Fact]
    public void Weights_that_were_cut_short()
    {
        File.WriteAllBytes(_project["models", "tiny.onnx"], TinyBackbone.Model[..1000]);

        Is("The weights were cut short", Run(), 1);
    }

    [Fact]
    public void Weights_of_another_hash()
    {
        byte[] other = [.. TinyBackbone.Model[..^1], (byte)(TinyBackbone.Model[^1] ^ 1)];
        File.WriteAllBytes(_project["models", "tiny.onnx"], other);

        Is("The weights are another file of the same length", Run(), 1);
    }

    [Fact]
    public void Weights_that_are_no_network()
    {
        byte[] noise = [.. Enumerable.Range(0, 500).Select(i => (byte)(i * 7))];
        File.WriteAllBytes(_project["models", "tiny.onnx"], noise);
        File.WriteAllText(_project["models", "tiny.yaml"], TinyBackbone.CardText(noise));

        Is("The weights are no network", Run(), 1);
    }

    [Fact]
    public void A_config_that_is_wrong()
    {
        _project.Config("sample.yaml", SampleProject.ConfigText.Replace("head: lbfgs", "head: { kind: softmax, bach_size: 4, epochs: 0 }", StringComparison.Ordinal));

        Is("The config has mistakes", Run(), 2);
    }

    [Fact]
    public void A_config_that_is_missing() => Is("The config is missing", _project.Run("run", "configs/simple.yaml"), 2);

    [Fact]
    public void A_file_in_place_of_a_folder()
    {
        File.WriteAllText(_project["artifacts"], "in the way");

        Is("A file is in the place of a folder", Run(), 1);
    }

    [Fact]
    public void A_disk_that_may_only_be_read()
    {
        using var disk = new SmallDisk(_project["artifacts"], 1000, readOnly: true);

        Is("The disk may only be read", Run(), 1);
    }

    [Fact]
    public void A_disk_that_is_full()
    {
        using var disk = new SmallDisk(_project["artifacts"], kilobytes: 32);

        Is("The disk is full", Run(), 1);
        Assert.Empty(_project.InRuns);
    }

    [Fact]
    public void A_store_that_is_damaged()
    {
        _project.Make();
        DamageSegment();

        Is("A file of the feature store is damaged", Run("--again"), 0);
    }

    [Fact]
    public void A_run_folder_that_is_damaged()
    {
        File.WriteAllText(Path.Combine(_project.Make().Path, RunFiles.Record), "{");

        Is("The folder of the run that is there already is damaged", Run(), 1);
    }

    [Fact]
    public void Two_runs_at_once()
    {
        string path = _project.Make().Path;
        Directory.Delete(path, recursive: true);
        using var other = RunLock.Take(path);

        Is("Another process makes the same run", Run(), 1);
    }

    [Theory]
    [InlineData("Ctrl+C", Signal.Interrupt, 130)]
    [InlineData("SIGTERM", Signal.Terminate, 143)]
    [InlineData("SIGKILL", Signal.Kill, 137)]
    public void A_signal(string name, Signal signal, int exitCode)
    {
        string config = _project.Config("long.yaml", SampleProject.ConfigText.Replace("repeats: 2, images: 4", "repeats: 1000, images: 18", StringComparison.Ordinal));
        using var process = _project.Start("run", config);
        process.WaitForOutput("timing tiny + linear 12x3: ");
        process.Signal(signal);

        Is(name, process.WaitForExit(), exitCode);
    }

    [Fact]
    public void A_reader_that_goes_away() => Is("The output's reader goes away: `pipeline run ... | true`", Shell("pipeline run configs/sample.yaml | true; exit ${PIPESTATUS[0]}"), 0);

    [Fact]
    public void Output_on_a_full_disk() => Is("The output goes to a full disk", Shell("pipeline run configs/sample.yaml > /dev/full"), 1);

    [Fact]
    public void No_home()
    {
        Dictionary<string, string?> homeless = new() { ["HOME"] = null, ["XDG_CACHE_HOME"] = null, ["USERPROFILE"] = null };

        Is("There is no HOME", _project.RunWith(homeless, _project.Root, "run", Sample), 0);
    }

    [Fact]
    public void A_path_with_spaces_and_Unicode()
    {
        using var project = new SampleProject("Tiere & Größe, 動物 'ß'");

        var result = project.Run("run", Sample);

        Is("The project's path has spaces, quotes and letters of other scripts", result, 0);
        project.OnlyRun();
    }

    [Fact]
    public void A_file_system_that_does_not_rename_over_a_file()
    {
        _project.RunWith(FaultyDisk.KeepsNames(), _project.Root, "run", Sample).Ended(0);
        string name = Path.GetFileName(_project.OnlyRun());
        _project.RunWith(FaultyDisk.KeepsNames(), _project.Root, "export", name).Ended(0);
        string segment = DamageSegment();
        File.WriteAllText(Path.ChangeExtension(segment, FeatureFolder.DamagedExtension), "damaged before");

        _project.RunWith(FaultyDisk.KeepsNames(), _project.Root, "export", name).Ended(0);
        var result = _project.RunWith(FaultyDisk.KeepsNames(), _project.Root, "run", Sample, "--again");

        Is("The file system does not rename over a file that is there", result, 0);
        Assert.DoesNotContain(Directory.EnumerateFiles(_project.Root, "*.partial", SearchOption.AllDirectories), _ => true);
    }

    [Fact]
    public void A_terminal_of_40_columns_without_colours()
    {
        Assert.SkipWhen(_project.Shell("script --version").ExitCode != 0, "there is no script(1) to make a terminal");

        // script starts the shell that SHELL names, sh without it; only bash knows the function that stands for the program here.
        var result = _project.Shell("export NO_COLOR=1 SHELL=\"$BASH\"; set -o pipefail; script -qec 'stty cols 40 rows 24; pipeline run configs/sample.yaml' /dev/null | tr -d '\\r'").Ended(0);

        string table = result.Output[result.Output.IndexOf("sample\u0020", StringComparison.Ordinal)..result.Output.IndexOf("Run folders", StringComparison.Ordinal)];
        Assert.Contains("training", table, StringComparison.Ordinal);
        Assert.All(table.Split('\n').TakeWhile(line => !line.StartsWith("note: ", StringComparison.Ordinal) && !line.StartsWith("warning: ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 40));
        Assert.DoesNotMatch("\u001b\\[[0-9;]*m", result.Output);
        _project.OnlyRun();
    }

    private CliResult Run(params string[] more) => _project.Run(["run", Sample, .. more]);

    private CliResult Shell(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no bash");
        return _project.Shell(line);
    }

    private string DamageSegment()
    {
        string segment = Assert.Single(Directory.GetFiles(_project["artifacts", "features"], "*" + FeatureSegment.Extension, SearchOption.AllDirectories));
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(segment, bytes);
        return segment;
    }

    private void AddBadFiles()
    {
        _project.AddOddFiles();
        File.CreateSymbolicLink(Path.Combine(_project.Images, SampleProject.Classes[0], "link.png"), "nowhere.png");
    }

    private void Is(string fault, CliResult result, int exitCode)
    {
        Assert.True(exitCode == result.ExitCode, $"Ended with {result.ExitCode}. {result}");
        if (exitCode == 0)
        {
            Assert.Empty(result.ErrorLines);
        }

        string[] said = exitCode == 0 ? [.. result.OutputLines.Where(line => Finding().IsMatch(line))] : [.. result.ErrorLines];
        string printed = said.Length == 0 ? "" : $"\n```\n{string.Join('\n', said.Select(Anonymous))}\n```\n";
        string section = $"### {fault}\n\nExit code {exitCode}{(printed.Length == 0 ? "; nothing is printed of it." : ":")}\n{printed}";
        string path = Path.Combine(Repository.Root, "docs", "faults.md");
        lock (Page)
        {
            string page = File.ReadAllText(path);
            if (Environment.GetEnvironmentVariable("PIPELINE_ACCEPT") == "1" && !page.Contains(section, StringComparison.Ordinal))
            {
                var old = Regex.Match(page, $"### {Regex.Escape(fault)}\n.*?(?=\n###? |\\z)", RegexOptions.Singleline);
                page = old.Success ? page.Replace(old.Value, section, StringComparison.Ordinal) : $"{page}\n{section}";
                File.WriteAllText(path, page);
            }

            Assert.Contains(section, page, StringComparison.Ordinal);
        }
    }

    /// <summary>What differs from machine to machine, out of it.</summary>
    private string Anonymous(string line) =>
        Hash().Replace(line.Replace(_project.Root, "PROJECT", StringComparison.Ordinal).Replace(AppContext.BaseDirectory, "PROGRAM/", StringComparison.Ordinal), match => $"<{match.Length} hex digits>");

    [GeneratedRegex("^(note|warning): (?!.*(unsteady|rest on about))")]
    private static partial Regex Finding();

    [GeneratedRegex("(?<![0-9a-f])([0-9a-f]{64}|[0-9a-f]{16}|[0-9a-f]{8})(?![0-9a-f])")]
    private static partial Regex Hash();
}
