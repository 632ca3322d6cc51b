// Composition root: it lists what the program can do. One verb is one file in Commands/.
using System.CommandLine;
using Pipeline.Commands;

using var stop = new StopSignals();
var terminal = Terminal.OfProcess(TimeProvider.System);

var root = new RootCommand("""
    Image-classification experiments from one YAML file each: frozen ResNets, heads trained on their features, zero-shot beside them.

    Start here:
      pipeline run configs/quickstart.yaml
    """)
{
    InitCommand.Create(terminal), // a project in a folder
    RunCommand.Create(terminal), // one YAML -> run folders and a table
    RunTaskCommand.Create(terminal, stop), // one task of a sweep, for launchers
    SweepCommand.Create(terminal), // how far a sweep has come
    ValidateCommand.Create(terminal), // check configs, touch nothing
    ConfigCommand.Create(terminal), // show a resolved config; the schema
    PredictCommand.Create(terminal), // classify images with a finished run
    TimeLaunchCommand.Create(terminal), // one start of the program for timing; hidden
    ServeCommand.Create(terminal), // finished runs behind a web page and a REST API
    ModelsCommand.Create(terminal), // frozen networks and their weights
    RunsCommand.Create(terminal), // list, show, compare and remove finished runs
    ReportCommand.Create(terminal), // what people look at in a run, made again
    CompareCommand.Create(terminal), // which run is better, and how sure
    RescoreCommand.Create(terminal), // a run's saved answers under another grading rule
    VerifyCommand.Create(terminal), // does a run still give the same result?
    ExportCommand.Create(terminal), // a run's model as files for other programs
    DataCommand.Create(terminal), // look at a data set
    FeaturesCommand.Create(terminal), // the store of features
    DoctorCommand.Create(terminal), // is everything there that it needs?
    CompletionCommand.Create(terminal), // for the shell
};
Completions.AddTo(root);

int code = await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
if (stop.Noticed)
{
    SlurmNotice.Answer(terminal);
}

return stop.ExitCode(terminal) ?? code;
