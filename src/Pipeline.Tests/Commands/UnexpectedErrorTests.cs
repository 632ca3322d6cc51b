using Microsoft.Extensions.Time.Testing;
using Pipeline.Commands;
using Spectre.Console;

namespace Pipeline.Tests.Commands;

public sealed class UnexpectedErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bug_is_kept_with_versions_machine_config_and_stack()
    {
        string said = UnexpectedError.Report(Thrown(), _folder["errors"], _clock);

        string path = Assert.Single(Directory.GetFiles(_folder["errors"]));
        Assert.StartsWith("20300102-030405-", Path.GetFileName(path), StringComparison.Ordinal);
        Assert.EndsWith($"a report of it needs {path}, which holds versions, machine, config and this stack", said, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), said, StringComparison.Ordinal);
        string text = File.ReadAllText(path);
        Assert.All(["Microsoft.ML.OnnxRuntime", Environment.Version.ToString(), "index out of anything", nameof(Thrown), "experiment:\nname: a"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_project_cannot_be_written_it_goes_to_the_folder_for_temporary_files()
    {
        File.WriteAllText(_folder["errors"], "in the way");

        string said = UnexpectedError.Report(Thrown(), _folder["errors"], _clock);

        string path = Assert.Single(Directory.GetFiles(Path.GetTempPath(), $"pipeline-error-20300102-030405-{Environment.ProcessId}.txt"));
        File.Delete(path);
        Assert.Contains(path, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verb_that_meets_a_bug_ends_with_70()
    {
        using var errors = new StringWriter();
        var terminal = new Terminal(Plain(TextWriter.Null), Plain(errors), _clock);

        Assert.Equal(70, Verb.Guarded(terminal, () => throw Thrown()));

        string said = errors.ToString();
        Assert.Contains("index out of anything", said, StringComparison.Ordinal);
        File.Delete(said.Split("a report of it needs ")[1].Split(", which")[0]);
    }

    private static IAnsiConsole Plain(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("index out of anything") { Data = { ["experiment"] = "name: a\n" } };
        }
        catch (InvalidOperationException bug)
        {
            return bug;
        }
    }
}
