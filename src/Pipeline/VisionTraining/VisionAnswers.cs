using Pipeline.Heads;
using Pipeline.Imaging;
using Pipeline.Vision.Protocol;

namespace Pipeline.VisionTraining;

/// <summary>A kept model, loaded by its program for as long as this is open, and images as they come. For one thread at a time.</summary>
internal sealed class VisionAnswers : IDisposable
{
    private readonly VisionChild _child;
    private readonly ModelCard _card;

    /// <param name="program">From <see cref="VisionBackend"/>.</param>
    /// <param name="folder">Where <c>model.zip</c> and <c>model.json</c> lie.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PipelineException">The model is missing or damaged, or was made by another trainer.</exception>
    public VisionAnswers(string program, string folder, CancellationToken cancellation)
    {
        _card = KeptVisionModel.Read(folder);
        _child = new VisionChild(program, [VisionProtocol.Answer, folder], cancellation);
        try
        {
            var ready = Next();
            if (ready.Problem is { } problem)
            {
                throw new PipelineException(problem);
            }
        }
        catch
        {
            _child.Dispose();
            throw;
        }
    }

    /// <param name="image">From <see cref="UprightFile"/>.</param>
    /// <param name="count">How many labels at most.</param>
    /// <param name="modelMs">From the encoded bytes to the scores.</param>
    /// <exception cref="PipelineException">It has no answer.</exception>
    public IReadOnlyList<RankedLabel> Of(byte[] image, int count, out double modelMs)
    {
        try
        {
            AnswerWire.Send(_child.Input, image);
        }
        catch (IOException)
        {
            // It has ended; the next line, or that there is none, says why.
        }

        var answer = Next();
        modelMs = answer.Ms;
        if (answer.Scores is not { } scores || scores.Length != _card.Labels.Count)
        {
            throw new PipelineException(answer.Problem ?? $"the model gives {answer.Scores?.Length ?? 0} scores for {_card.Labels.Count} classes");
        }

        var table = new ScoreTable([.. scores.Select(score => (double)score)], scores.Length, areProbabilities: true);
        return [.. table.Top(0, count).Select(label => new RankedLabel(_card.Labels[label], scores[label]))];
    }

    /// <summary>Whether nothing will answer any more.</summary>
    public bool HasEnded => _child.HasExited;

    public void Dispose() => _child.Dispose();

    private AnswerLine Next() =>
        _child.ReadLine() is { } line ? VisionBackend.Parse(line, ExchangeJson.Readable.AnswerLine) : throw VisionFailure.Ended(_child.WaitForExit(), _child.Said);
}
