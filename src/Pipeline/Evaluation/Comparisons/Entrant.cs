namespace Pipeline.Evaluation.Comparisons;

/// <summary>A run as it enters a comparison.</summary>
/// <param name="Name">Unique among the runs compared.</param>
/// <param name="Answers">Its held-out answers.</param>
/// <param name="Grading">The grading rule with its thresholds; grades of different rules are different currencies.</param>
/// <param name="AnswerSpace">Which labels the head answers with: <c>labels</c>, <c>mapped</c> or <c>imagenet</c>.</param>
/// <param name="Classes">The labels of the dataset, in order.</param>
/// <param name="DatasetImages">Images of the dataset: what a fold does not hold out, its head has learnt from.</param>
internal sealed record Entrant(string Name, AnsweredImages Answers, string Grading, string AnswerSpace, IReadOnlyList<string> Classes, int DatasetImages)
{
    /// <summary>Whether it chooses among the labels of the dataset, rather than among the 1000 classes of ImageNet.</summary>
    public bool ChoosesAmongLabels => AnswerSpace != "imagenet";

    /// <summary>Held-out images per training image: 1 / (folds - 1) in k-fold.</summary>
    public double TestToTraining
    {
        get
        {
            double held = Answers.Folds.Average(fold => fold.Images);
            return held / (DatasetImages - held);
        }
    }
}
