using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

// Heads that ML.NET's own trainers fit, each on one thread and from one seed.

[Kind("lbfgs")]
[Description("ML.NET's maximum entropy classifier (multinomial logistic regression), fitted by L-BFGS.")]
public sealed record LbfgsHeadConfig(
    [Description("Strength of the penalty on absolute weights; above 0, many weights become 0."), Range(0.0, 1e6)] double L1 = 0,
    [Description("Strength of the penalty on squared weights, against the loss summed over the images."), Range(0.0, 1e6)] double L2 = 1,
    [Description("Iterations at most."), Range(1, 100_000)] int Iterations = 200,
    [Description("Stops when an iteration improves the loss by less."), Range(1e-12, 1.0)] double Tolerance = 1e-6,
    [Description("What is done to features first.")] HeadFeatures Features = HeadFeatures.Standardised) : HeadConfig;

[Kind("sdca")]
[Description("ML.NET's maximum entropy classifier, fitted by stochastic dual coordinate ascent.")]
public sealed record SdcaHeadConfig(
    [Description("Strength of the penalty on absolute weights, against the mean loss."), Range(0.0, 1e6)] double L1 = 0,
    [Description("Strength of the penalty on squared weights, against the mean loss."), Range(1e-9, 1e6)] double L2 = 0.025,
    [Description("Passes over the images at most."), Range(1, 100_000)] int Iterations = 100,
    [Description("Stops when the duality gap falls below this share of the loss."), Range(1e-9, 1.0)] double Tolerance = 0.01,
    [Description("What is done to features first.")] HeadFeatures Features = HeadFeatures.Standardised) : HeadConfig;

[Kind("averaged_perceptron")]
[Description("ML.NET's averaged perceptron, one class against the rest.")]
public sealed record AveragedPerceptronHeadConfig(
    [Description("Passes over the images."), Range(1, 100_000)] int Iterations = 10,
    [Description("Size of a correction."), Range(1e-9, 1e6)] double LearningRate = 1,
    [Description("Shrinks the weights by this share at each step."), Range(0.0, 0.49)] double L2 = 0,
    [Description("What is done to features first.")] HeadFeatures Features = HeadFeatures.Standardised,
    [Description("How scores become probabilities.")] ScoreCalibration Calibration = ScoreCalibration.Temperature) : HeadConfig;

[Kind("linear_svm")]
[Description("ML.NET's linear support vector machine (Pegasos), one class against the rest.")]
public sealed record LinearSvmHeadConfig(
    [Description("Passes over the images."), Range(1, 100_000)] int Iterations = 20,
    [Description("Strength of the penalty on squared weights, against the mean hinge loss."), Range(1e-9, 1e6)] double L2 = 0.01,
    [Description("Images per step; all of them where there are fewer."), Range(1, 100_000)] int BatchSize = 1,
    [Description("What is done to features first.")] HeadFeatures Features = HeadFeatures.Standardised,
    [Description("How scores become probabilities.")] ScoreCalibration Calibration = ScoreCalibration.Temperature) : HeadConfig;

[Kind("sgd_calibrated")]
[Description("ML.NET's logistic regression by stochastic gradient descent, one class against the rest.")]
public sealed record SgdCalibratedHeadConfig(
    [Description("Passes over the images at most."), Range(1, 100_000)] int Iterations = 20,
    [Description("Size of the first steps."), Range(1e-9, 1e6)] double LearningRate = 0.01,
    [Description("Strength of the penalty on squared weights, against the mean loss."), Range(0.0, 1e6)] double L2 = 1e-4,
    [Description("What is done to features first.")] HeadFeatures Features = HeadFeatures.Standardised,
    [Description("How the scores of the classes become probabilities together.")] ScoreCalibration Calibration = ScoreCalibration.Temperature) : HeadConfig;

[Kind("lightgbm")]
[Description("Gradient-boosted trees (Ke et al. 2017), one per class and round. Needs libgomp on Linux.")]
public sealed record LightGbmHeadConfig(
    [Description("Rounds of boosting; each adds one tree per class."), Range(1, 10_000)] int Iterations = 50,
    [Description("Share of each tree that counts."), Range(1e-6, 1.0)] double LearningRate = 0.1,
    [Description("Leaves of a tree at most."), Range(2, 1024)] int Leaves = 8,
    [Description("Images in a leaf at least; LightGBM's own 20 leaves small classes without any split."), Range(1, 10_000)] int MinPerLeaf = 2,
    [Description("Strength of the penalty on squared leaf values."), Range(0.0, 1e6)] double L2 = 0.1,
    [Description("Share of the features, drawn per tree, that it may split on."), Range(0.001, 1.0)] double FeatureFraction = 0.2) : HeadConfig;
