using System.Numerics.Tensors;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;

namespace Pipeline.Heads;

/// <summary>The backbone's own ImageNet answer: softmax over the 1000 logits, or its probabilities summed per species.</summary>
internal sealed class ZeroShotHead : IHead
{
    private readonly AnswerSpace _classes;

    /// <param name="labelSpace">Which labels it answers with.</param>
    /// <param name="map">Which ImageNet classes name which species.</param>
    /// <param name="labels">The labels of the dataset.</param>
    public ZeroShotHead(ZeroShotLabelSpace labelSpace, SpeciesMap map, LabelSet labels)
    {
        _classes = map.Imagenet(labels);
        Space = labelSpace switch
        {
            ZeroShotLabelSpace.Imagenet => _classes,
            ZeroShotLabelSpace.Mapped => map.Mapped(labels),
            _ => throw new ArgumentOutOfRangeException(nameof(labelSpace)),
        };
    }

    public AnswerSpace Space { get; }

    /// <summary>Per answer the classes whose probabilities are summed; null where the answers are the classes themselves.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? SummedClasses => ReferenceEquals(Space, _classes) ? null : _classes.Accepted;

    public string Shape => $"zero-shot {_classes.Answers.Count}x{Space.Answers.Count}";

    public ScoreTable Predict(HeldOutFeatures images)
    {
        int columns = Space.Answers.Count;
        var scores = new double[images.Count * columns];
        for (int i = 0; i < images.Count; i++)
        {
            var answer = scores.AsSpan(i * columns, columns);
            if (ReferenceEquals(Space, _classes))
            {
                Softmax(images.Logits(i), answer);
            }
            else
            {
                SoftmaxPerSpecies(images.Logits(i), answer);
            }
        }

        return new ScoreTable(scores, columns, areProbabilities: true);
    }

    // Shifted by the largest logit, so that nothing overflows.
    private static void Softmax(ReadOnlySpan<float> logits, Span<double> answer)
    {
        double largest = TensorPrimitives.Max(logits);
        for (int i = 0; i < answer.Length; i++)
        {
            answer[i] = Math.Exp(logits[i] - largest);
        }

        TensorPrimitives.Divide(answer, TensorPrimitives.Sum<double>(answer), answer);
    }

    // The probabilities of the classes that name a species, as a distribution again. Shifted by the largest logit among those classes
    // and not among all: where the network is sure of something else, their share would otherwise round to 0 / 0.
    private void SoftmaxPerSpecies(ReadOnlySpan<float> logits, Span<double> answer)
    {
        double largest = double.NegativeInfinity;
        foreach (int index in _classes.Accepted.SelectMany(indexes => indexes))
        {
            largest = Math.Max(largest, logits[index]);
        }

        for (int species = 0; species < answer.Length; species++)
        {
            foreach (int index in _classes.Accepted[species])
            {
                answer[species] += Math.Exp(logits[index] - largest);
            }
        }

        TensorPrimitives.Divide(answer, TensorPrimitives.Sum<double>(answer), answer);
    }
}

/// <summary>Nothing to fit: the same head for every fold.</summary>
internal sealed class ZeroShotTrainer(ZeroShotLabelSpace labelSpace, SpeciesMap map) : HeadTrainer
{
    public override bool Learns => false;

    public override TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation) =>
        new(new ZeroShotHead(labelSpace, map, training.LabelSet), []);
}
