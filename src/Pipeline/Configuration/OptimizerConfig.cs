using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

/// <summary>What turns gradients into steps. Formulas and sources: docs/heads.md.</summary>
[Union]
[Description("What turns gradients into steps.")]
public abstract record OptimizerConfig;

[Kind("sgd")]
[Description("Plain gradient descent on mini-batches.")]
public sealed record SgdOptimizerConfig(
    [Description("Size of a step per unit of gradient."), Range(1e-12, 1e6)] double LearningRate = 0.01) : OptimizerConfig;

[Kind("momentum")]
[Description("Gradient descent with heavy-ball momentum (Polyak 1964).")]
public sealed record MomentumOptimizerConfig(
    [Description("Size of a step per unit of velocity."), Range(1e-12, 1e6)] double LearningRate = 0.01,
    [Description("Share of the velocity that survives a step."), Range(0.0, 0.9999)] double Momentum = 0.9) : OptimizerConfig;

[Kind("nesterov")]
[Description("Gradient descent with Nesterov's look-ahead momentum (Sutskever et al. 2013).")]
public sealed record NesterovOptimizerConfig(
    [Description("Size of a step per unit of velocity."), Range(1e-12, 1e6)] double LearningRate = 0.01,
    [Description("Share of the velocity that survives a step."), Range(0.0, 0.9999)] double Momentum = 0.9) : OptimizerConfig;

[Kind("adagrad")]
[Description("Steps shrink with the sum of all squared gradients of a weight (Duchi et al. 2011).")]
public sealed record AdagradOptimizerConfig(
    [Description("Size of the first step of each weight."), Range(1e-12, 1e6)] double LearningRate = 0.01,
    [Description("Keeps the division finite."), Range(0.0, 1.0)] double Epsilon = 1e-10) : OptimizerConfig;

[Kind("adadelta")]
[Description("Steps in the units of the weights, from running squares of gradients and of steps (Zeiler 2012).")]
public sealed record AdadeltaOptimizerConfig(
    [Description("Scales the step that the method proposes."), Range(1e-12, 1e6)] double LearningRate = 1,
    [Description("Decay of both running squares."), Range(0.0, 0.999999)] double Rho = 0.9,
    [Description("Starts the running squares; the larger, the bolder the first steps."), Range(1e-30, 1.0)] double Epsilon = 1e-6) : OptimizerConfig;

[Kind("rmsprop")]
[Description("Gradients over the root of their running mean square (Tieleman and Hinton 2012).")]
public sealed record RmsPropOptimizerConfig(
    [Description("Size of a step."), Range(1e-12, 1e6)] double LearningRate = 0.001,
    [Description("Decay of the running mean square."), Range(0.0, 0.999999)] double Decay = 0.99,
    [Description("Keeps the division finite."), Range(0.0, 1.0)] double Epsilon = 1e-8) : OptimizerConfig;

[Kind("adam")]
[Description("Running mean of gradients over the root of their running mean square, both corrected for starting at zero (Kingma and Ba 2015).")]
public sealed record AdamOptimizerConfig(
    [Description("Size of a step."), Range(1e-12, 1e6)] double LearningRate = 0.001,
    [Description("Decay of the running mean."), Range(0.0, 0.999999)] double Beta1 = 0.9,
    [Description("Decay of the running mean square."), Range(0.0, 0.999999)] double Beta2 = 0.999,
    [Description("Keeps the division finite."), Range(0.0, 1.0)] double Epsilon = 1e-8) : OptimizerConfig;

[Kind("adamw")]
[Description("Adam whose weight decay shrinks the weights directly and so escapes the adaptive scaling (Loshchilov and Hutter 2019).")]
public sealed record AdamWOptimizerConfig(
    [Description("Size of a step."), Range(1e-12, 1e6)] double LearningRate = 0.001,
    [Description("Decay of the running mean."), Range(0.0, 0.999999)] double Beta1 = 0.9,
    [Description("Decay of the running mean square."), Range(0.0, 0.999999)] double Beta2 = 0.999,
    [Description("Keeps the division finite."), Range(0.0, 1.0)] double Epsilon = 1e-8) : OptimizerConfig;

[Kind("nadam")]
[Description("Adam with Nesterov's look-ahead (Dozat 2016).")]
public sealed record NadamOptimizerConfig(
    [Description("Size of a step."), Range(1e-12, 1e6)] double LearningRate = 0.002,
    [Description("Decay of the running mean, reached gradually."), Range(0.0, 0.999999)] double Beta1 = 0.9,
    [Description("Decay of the running mean square."), Range(0.0, 0.999999)] double Beta2 = 0.999,
    [Description("Keeps the division finite."), Range(0.0, 1.0)] double Epsilon = 1e-8,
    [Description("How fast the momentum approaches beta1."), Range(0.0, 1.0)] double MomentumDecay = 0.004) : OptimizerConfig;

[Kind("lbfgs")]
[Description("Limited-memory quasi-Newton on all images at once, with a Wolfe line search (Liu and Nocedal 1989); no learning rate to choose.")]
public sealed record LbfgsOptimizerConfig(
    [Description("Past steps from which curvature is estimated."), Range(1, 1000)] int Memory = 10,
    [Description("Stops when no component of the gradient is larger."), Range(0.0, 1.0)] double Tolerance = 1e-6) : OptimizerConfig;
