using Pipeline.Artifacts;
using Pipeline.Evaluation.Comparisons;
using Pipeline.Timing;

namespace Pipeline.Reporting;

/// <summary>A run with what a comparison reads from its folder.</summary>
/// <param name="Name">The experiment's name; its folder's where two experiments have one name.</param>
/// <param name="Run">The run.</param>
/// <param name="Settings">Its resolved config.</param>
/// <param name="Entrant">Its held-out answers.</param>
/// <param name="Times">Its timings; null where it was not timed.</param>
internal sealed record ComparedRun(string Name, FinishedRun Run, RunSettings Settings, Entrant Entrant, MeasuredTimes? Times)
{
    public double MeanGrade => Run.Metrics.Quality.MeanGrade;

    /// <summary>In the same order; files are read on every core.</summary>
    /// <exception cref="PipelineException">A file is missing or damaged.</exception>
    public static IReadOnlyList<ComparedRun> Read(IReadOnlyList<FinishedRun> runs)
    {
        var shared = runs.CountBy(run => run.Record.Name, StringComparer.Ordinal).Where(name => name.Value > 1).Select(name => name.Key).ToHashSet(StringComparer.Ordinal);
        var folders = runs.CountBy(run => run.Record.Folder, StringComparer.Ordinal).Where(name => name.Value > 1).Select(name => name.Key).ToHashSet(StringComparer.Ordinal);
        var read = new ComparedRun[runs.Count];
        try
        {
            Parallel.For(0, read.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => read[i] = Read(runs[i], Name(runs[i])));
        }
        catch (AggregateException failures) when (failures.InnerExceptions.OfType<PipelineException>().FirstOrDefault() is { } problem)
        {
            throw new PipelineException(problem.Message, failures);
        }

        return read;

        // Copies of a project bring the same folder twice; its path is then the only name that tells them apart.
        string Name(FinishedRun run) => !shared.Contains(run.Record.Name) ? run.Record.Name : folders.Contains(run.Record.Folder) ? run.Path : run.Record.Folder;
    }

    private static ComparedRun Read(FinishedRun run, string name)
    {
        var settings = RunSettings.Read(run);
        var answers = AnsweredImages.Of(PredictionsReader.Read(run).Select(answer => new ComparedAnswer(
            answer.Image, answer.Sha256, answer.Group, answer.Truth, answer.Repeat, answer.Fold, answer.Points, answer.RightAt == 1)));
        var entrant = new Entrant(name, answers, Grading(settings), run.Metrics.AnswerSpace, run.Record.Data.Classes, run.Record.Data.Images);
        return new ComparedRun(name, run, settings, entrant, TimingsReader.Read(run));
    }

    // The rule with its thresholds, for example "margin, threshold 0.1".
    private static string Grading(RunSettings settings) =>
        string.Join(", ", settings.Values.Where(value => value.Key.StartsWith("grading.", StringComparison.Ordinal))
            .Select(value => value.Key == "grading.rule" ? value.Value : $"{value.Key["grading.".Length..]} {value.Value}"));
}
