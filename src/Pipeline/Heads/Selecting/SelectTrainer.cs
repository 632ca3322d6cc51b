using Pipeline.Features;

namespace Pipeline.Heads.Selecting;

/// <summary>
/// Chooses among candidates inside the training part and fits the chosen one on all of it: nested cross-validation, in which the held-out images judge
/// the choice and everything that led to it (Varma and Simon 2006; Cawley and Talbot 2010). By its parameters it cannot see them.
/// </summary>
/// <param name="candidates">At least two.</param>
/// <param name="innerFolds">Folds inside the training part.</param>
internal sealed class SelectTrainer(IReadOnlyList<HeadTrainer> candidates, int innerFolds) : HeadTrainer
{
    /// <summary>A probability of 0 for the right label counts as this; it is that of <c>Evaluation</c>, too.</summary>
    private const double LeastProbability = 1e-15;

    public override TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation)
    {
        HeadInput.RequireLearnable(training);
        var folds = InnerFolds.Of(training, innerFolds, seed);
        if (folds.Count == 0)
        {
            throw new PipelineException("select holds training images out to choose by, and no class has two: name one head, or hold fewer images out");
        }

        var choice = HeadChoice.Of([.. candidates.Select(candidate => Score(candidate, training, validation, folds, seed, cancellation))]);
        return candidates[choice.Candidate].Fit(training, validation, seed, cancellation) with { Choice = choice };
    }

    private static CandidateScore Score(
        HeadTrainer candidate, TrainingFeatures training, ValidationFeatures? validation, IReadOnlyList<InnerFold> folds, int seed, CancellationToken cancellation)
    {
        int images = 0, right = 0;
        double loss = 0;
        bool probable = true;
        foreach (var (rest, held) in folds)
        {
            var answers = candidate.Fit(training.Part(rest), validation, seed, cancellation).Head.Predict(training.HeldOut(held));
            probable &= answers.AreProbabilities;
            for (int i = 0; i < held.Length; i++)
            {
                int truth = training.Labels[held[i]];
                right += answers.Top(i, 1)[0] == truth ? 1 : 0;
                loss -= Math.Log(Math.Max(answers.Row(i)[truth], LeastProbability));
            }

            images += held.Length;
        }

        return new CandidateScore(images, right, probable ? loss / images : null);
    }
}
