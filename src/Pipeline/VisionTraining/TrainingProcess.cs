using Pipeline.Vision.Protocol;

namespace Pipeline.VisionTraining;

/// <summary>One training in one child process: a request in a folder of its own, and what comes of it.</summary>
/// <param name="source">What trains.</param>
/// <param name="log">Hears what the child said beside the protocol.</param>
internal sealed class TrainingProcess(VisionSource source, Action<string, string> log)
{
    /// <param name="folder">The exchange folder; it is made.</param>
    /// <param name="request">What to do.</param>
    /// <param name="name">What it is called in progress and messages, for example <c>fold 2 of 5</c>.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Kills the child.</param>
    /// <exception cref="PipelineException">Nothing came of it.</exception>
    public TrainedOutcome Run(string folder, TrainingRequest request, string name, IProgress<Progress> progress, CancellationToken cancellation)
    {
        Write(folder, request);
        using var child = new VisionChild(source.Program, [VisionProtocol.Train, folder], cancellation);
        try
        {
            while (child.ReadLine() is { } line)
            {
                var told = VisionBackend.Parse(line, ExchangeJson.Readable.ProgressLine);
                progress.Report(Told(told, name));
            }

            return Outcome(folder, request, child);
        }
        finally
        {
            log($"pipeline-vision, {name}", child.Said);
        }
    }

    private static void Write(string folder, TrainingRequest request)
    {
        try
        {
            Directory.CreateDirectory(folder);
            ExchangeFile.Write(Path.Combine(folder, VisionProtocol.Request), request, ExchangeJson.Readable.TrainingRequest);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{folder} cannot be written ({WholeFile.Reason(problem)}): check the permissions and the free space of its folder", problem);
        }
    }

    private static Progress Told(ProgressLine line, string name)
    {
        string accuracy = line.Accuracy is { } share ? FormattableString.Invariant($"accuracy {share * 100:F1} %") : "";
        return line.Stage switch
        {
            TrainingStage.Features => new Progress($"{name}: pretrained network", line.Done, line.Total, "images"),
            TrainingStage.Epochs => new Progress($"{name}: training", line.Done, line.Total, "epochs", Detail: accuracy),
            TrainingStage.Predicting => new Progress($"{name}: predicting", line.Done, line.Total, "images"),
            _ => throw new ArgumentOutOfRangeException(nameof(line)),
        };
    }

    private TrainedOutcome Outcome(string folder, TrainingRequest request, VisionChild child)
    {
        int code = child.WaitForExit();
        string file = Path.Combine(folder, VisionProtocol.Result);
        if (!File.Exists(file))
        {
            throw VisionFailure.Ended(code, child.Said, source.Errors);
        }

        var result = Read(file);
        if (result.Refusal is { } refusal)
        {
            throw new PipelineException(refusal);
        }

        return code == 0 && result.Trained is { } trained ? Checked(folder, request, trained) : throw VisionFailure.Ended(code, child.Said, source.Errors);
    }

    private static TrainingResult Read(string file)
    {
        try
        {
            return ExchangeFile.Read(file, ExchangeJson.Readable.TrainingResult);
        }
        catch (VisionException problem)
        {
            throw new PipelineException($"pipeline-vision does not speak as it should: {problem.Message}; build it from the same sources with '{VisionProgramFile.Build}'", problem);
        }
    }

    // Another program wrote it: what the grades rest on is looked at here, too.
    private static TrainedOutcome Checked(string folder, TrainingRequest request, TrainedOutcome trained)
    {
        string? wrong = trained.Scores.Count != request.HeldOut.Count ? $"{trained.Scores.Count} answers for {request.HeldOut.Count} images"
            : trained.Scores.Any(row => row.Length != request.Labels.Count || !row.All(score => score is >= 0 and <= 1)) ? "scores that are no probabilities of its classes"
            : !trained.Card.Labels.SequenceEqual(request.Labels) ? "a model of other classes"
            : !File.Exists(Path.Combine(folder, VisionProtocol.Model)) || ExchangeFile.Hash(Path.Combine(folder, VisionProtocol.Model)) != trained.Card.Sha256 ? $"another {VisionProtocol.Model} than it describes"
            : null;
        return wrong is null ? trained : throw new PipelineException($"pipeline-vision does not speak as it should: its result holds {wrong}; build it from the same sources with '{VisionProgramFile.Build}'");
    }
}
