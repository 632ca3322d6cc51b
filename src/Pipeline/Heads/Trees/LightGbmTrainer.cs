using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using Pipeline.Configuration;
using Pipeline.Features;
using Pipeline.Heads.MlNet;

namespace Pipeline.Heads.Trees;

/// <summary>LightGBM through ML.NET, with a softmax over the classes. Trees ask for order alone, so features are not scaled.</summary>
internal sealed class LightGbmTrainer(LightGbmHeadConfig config) : HeadTrainer
{
    public override TrainedHead Fit(TrainingFeatures training, ValidationFeatures? validation, int seed, CancellationToken cancellation)
    {
        HeadInput.RequireLearnable(training);
        cancellation.ThrowIfCancellationRequested();
        var images = new ScaledImages(FeatureScaling.Fit(HeadFeatures.Raw, training), training);
        var context = new MLContext(seed);
        OneVersusAllModelParameters model = NativeLightGbm.Call(
            () => context.MulticlassClassification.Trainers.LightGbm(Options(seed)).Fit(images.Multiclass(context)).Model);
        Tree[] trees = [.. PerClass(model).SelectMany((part, label) => Trees(((CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>)part).SubModel, label))];
        return new TrainedHead(new TreeHead(training.LabelSet, trees, training.Dimension), []);
    }

    internal LightGbmMulticlassTrainer.Options Options(int seed) => new()
    {
        UseSoftmax = true,
        NumberOfIterations = config.Iterations,
        LearningRate = config.LearningRate,
        NumberOfLeaves = config.Leaves,
        MinimumExampleCountPerLeaf = config.MinPerLeaf,
        Booster = new GradientBooster.Options { L2Regularization = config.L2, FeatureFraction = config.FeatureFraction },
        Seed = seed,
        NumberOfThreads = 1,
        Deterministic = true,
    };

    private static IEnumerable<Tree> Trees(LightGbmBinaryModelParameters part, int label)
    {
        RegressionTreeEnsemble ensemble = part.TrainedTreeEnsemble;
        return ensemble.Trees.Zip(ensemble.TreeWeights, (tree, weight) => new Tree(
            label,
            [.. tree.NumericalSplitFeatureIndexes],
            [.. tree.NumericalSplitThresholds],
            [.. tree.LeftChild],
            [.. tree.RightChild],
            [.. tree.LeafValues.Select(value => value * weight)]));
    }

    /// <summary>ML.NET keeps the models per class to itself; without them a head could only be stored as its zip, whose bytes carry the time of day.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SubModelParameters")]
    private static extern ImmutableArray<object> PerClass(OneVersusAllModelParameters model);
}
