using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Heads;
using Pipeline.Heads.Calibrating;

namespace Pipeline.Tests.Heads;

public sealed class CalibrationTests
{
    private static readonly SyntheticFeatures Data = new(classes: 4, perClass: 60, noise: 2.5);

    [Fact]
    public void The_sharpness_is_where_the_cross_entropy_is_lowest()
    {
        OutOfFoldScores held = Drawn(sharpness: 3);
        double best = TemperatureScaling.Fit(held);
        double lowest = TemperatureScaling.CrossEntropy(held, 3, best);
        Assert.All([0.5, 0.9, 0.99, 1.01, 1.1, 2.0], factor => Assert.True(TemperatureScaling.CrossEntropy(held, 3, best * factor) > lowest));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(20)]
    public void The_sharpness_that_labels_were_drawn_with_is_found_again(double sharpness) =>
        Assert.InRange(TemperatureScaling.Fit(Drawn(sharpness)) / sharpness, 0.85, 1.15);

    [Fact]
    public void Scores_without_a_mistake_do_not_ask_for_certainty()
    {
        double sharpness = TemperatureScaling.Fit(new OutOfFoldScores([5, 0, 0, 5], [0, 1]));
        double[] z = [5 * sharpness, 0];
        LinearLink.Softmax.Apply(z);

        // Targets of two images stop at 1 - 1/4.
        Assert.Equal(0.75, z[0], 1e-6);
    }

    [Fact]
    public void Platts_sigmoid_gives_his_targets_where_scores_separate_in_two_values()
    {
        // Two positives at 1 want 3/4, three negatives at 0 want 1/5: two parameters can meet both.
        LogitScaling scaling = PlattScaling.Fit([1, 1, 0, 0, 0], [true, true, false, false, false]);
        Assert.Equal(0.75, 1 / (1 + Math.Exp(-(scaling.Slope + scaling.Offset))), 1e-6);
        Assert.Equal(0.2, 1 / (1 + Math.Exp(-scaling.Offset)), 1e-6);
    }

    [Fact]
    public void Scores_that_mislead_are_ignored()
    {
        LogitScaling scaling = PlattScaling.Fit([0, 0, 1, 1, 1], [true, true, false, false, false]);
        Assert.Equal(0, scaling.Slope);
    }

    [Fact]
    public void No_head_scores_an_image_that_it_was_fitted_on_and_lone_images_are_never_left_out()
    {
        float[] features = [.. Enumerable.Range(0, 11).Select(i => (float)i)];
        int[] labels = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2];
        var training = new TrainingFeatures(new FeatureTable(features, 1, [], 0), [.. Enumerable.Range(0, 11)], labels, new LabelSet(["a", "b", "lone"]));
        var held = OutOfFoldScores.Of(training, seed: 1, part => new Memory([.. Enumerable.Range(0, part.Count).Select(i => part.Features(i)[0])]));

        Assert.Equal(10, held.Labels.Length);
        Assert.DoesNotContain(2, held.Labels);
        Assert.All(held.Scores, seen => Assert.Equal(0, seen));
    }

    [Fact]
    public void Calibration_of_single_images_says_what_to_do()
    {
        var lone = new SyntheticFeatures(classes: 3, perClass: 1);
        var problem = Assert.Throws<PipelineException>(() => Trainers.For(new PrototypeHeadConfig()).Fit(lone.Training(..), null, 1, CancellationToken.None));
        Assert.Equal("Calibration holds training images out, and no class has two: set head.calibration to none.", problem.Message);
    }

    [Theory]
    [InlineData(ScoreCalibration.Temperature)]
    [InlineData(ScoreCalibration.Platt)]
    public void Calibrated_probabilities_are_about_as_sure_as_they_are_right(ScoreCalibration calibration)
    {
        IHead head = Trainers.For(new AveragedPerceptronHeadConfig(Calibration: calibration)).Fit(Data.Training(..120), null, 1, CancellationToken.None).Head;
        ScoreTable scores = head.Predict(Data.HeldOut(120..));
        int[] truths = Data.Truths(120..);
        double sure = Enumerable.Range(0, scores.Count).Average(i => scores.Row(i).ToArray().Max());
        double right = Enumerable.Range(0, scores.Count).Average(i => scores.Top(i, 1)[0] == truths[i] ? 1.0 : 0.0);
        // Sigmoids that are normalised are a little too modest by construction.
        Assert.InRange(sure - right, -0.2, 0.2);
    }

    [Fact]
    public void Temperature_changes_no_first_answer()
    {
        var config = new LinearSvmHeadConfig();
        ScoreTable calibrated = Scores(config), margins = Scores(config with { Calibration = ScoreCalibration.None });
        Assert.All(Enumerable.Range(0, margins.Count), i => Assert.Equal(margins.Top(i, 4), calibrated.Top(i, 4)));

        static ScoreTable Scores(HeadConfig config) =>
            Trainers.For(config).Fit(Data.Training(..120), null, 1, CancellationToken.None).Head.Predict(Data.HeldOut(120..));
    }

    /// <summary>Scores of 600 images and labels drawn from their softmax at a sharpness.</summary>
    private static OutOfFoldScores Drawn(double sharpness)
    {
        var generator = new SeededGenerator(4);
        double[] scores = [.. Enumerable.Range(0, 3 * 2000).Select(_ => generator.Below(1000) / 250.0 / sharpness)];
        int[] labels = [.. scores.Chunk(3).Select(row =>
        {
            double[] p = [.. row.Select(z => z * sharpness)];
            LinearLink.Softmax.Apply(p);
            double u = generator.Below(1_000_000) / 1e6;
            return u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
        })];
        return new OutOfFoldScores(scores, labels);
    }

    /// <summary>Scores 1 for an image that it was fitted on.</summary>
    private sealed class Memory(float[] seen) : IHead
    {
        public AnswerSpace Space => throw new InvalidOperationException();

        public string Shape => "memory";

        public ScoreTable Predict(HeldOutFeatures images) =>
            new([.. Enumerable.Range(0, images.Count).Select(i => seen.Contains(images.Features(i)[0]) ? 1.0 : 0.0)], columns: 1, areProbabilities: false);
    }
}
