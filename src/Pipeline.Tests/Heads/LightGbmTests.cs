using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Configuration;
using Pipeline.Heads;
using Pipeline.Heads.MlNet;
using Pipeline.Heads.Trees;

namespace Pipeline.Tests.Heads;

public sealed class LightGbmTests
{
    private static readonly SyntheticFeatures Data = new(classes: 4, perClass: 15, noise: 0.8);

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    public void Our_trees_score_as_MlNets_model_does(int minPerLeaf)
    {
        var trainer = new LightGbmTrainer(new LightGbmHeadConfig(MinPerLeaf: minPerLeaf));
        var context = new MLContext(1);
        IDataView view = new ScaledImages(FeatureScaling.Fit(HeadFeatures.Raw, Data.Training(..)), Data.Training(..)).Multiclass(context);
        IDataView scored = context.MulticlassClassification.Trainers.LightGbm(trainer.Options(seed: 1)).Fit(view).Transform(view);
        float[][] theirs = [.. scored.GetColumn<float[]>("Score")];

        ScoreTable ours = trainer.Fit(Data.Training(..), null, seed: 1, CancellationToken.None).Head.Predict(Data.HeldOut(..));
        for (int i = 0; i < ours.Count; i++)
        {
            Assert.All(ours.Row(i).ToArray().Zip(theirs[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }
}
