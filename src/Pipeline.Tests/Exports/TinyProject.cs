using System.CommandLine;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Artifacts;
using Pipeline.Commands;
using Pipeline.Configuration;
using Spectre.Console;

namespace Pipeline.Tests.Exports;

/// <summary>A project of the tiny network and a few pictures, its runs, and what verbs say of them.</summary>
internal sealed class TinyProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new(), _errors = new();
    private readonly Terminal _terminal;

    public TinyProject()
    {
        TinyBackbone.Write(_folder["models"]);
        SampleImage.WriteDataset(Data, 6, "bear", "fox", "horse");
        _terminal = new Terminal(Plain(_output), Plain(_errors), TimeProvider.System);
    }

    public string Data => _folder["data", "raw", "animals"];

    public string this[params string[] parts] => _folder[parts];

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    /// <param name="name">The experiment's name.</param>
    /// <param name="head">Its head, as YAML.</param>
    public FinishedRun Run(string name, string head = "softmax")
    {
        string path = _folder["configs", $"{name}.yaml"];
        WholeFile.WriteText(path, $$"""
            name: {{name}}
            dataset: data/raw/animals
            backbone: { card: models/tiny.yaml }
            split: { kind: k_fold, folds: 3 }
            head: {{head}}
            timing: { repeats: 0, refits: 1 }

            """);
        var config = ExperimentConfigReader.Read(path, []).Single();
        var workspace = new Workspace(ProjectLayout.OfConfig(path), _folder["models"], new FakeTimeProvider(), new Progress<Progress>());
        return workspace.Recipe.Run(config, again: true, CancellationToken.None);
    }

    /// <returns>The verb's exit code.</returns>
    public int Do(Func<Terminal, Command> verb, params string[] arguments) => verb(_terminal).Parse(arguments).Invoke();

    public string[] Models => ["--models", _folder["models"]];

    public void Dispose() => _folder.Dispose();

    private static IAnsiConsole Plain(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 200;
        return console;
    }
}
