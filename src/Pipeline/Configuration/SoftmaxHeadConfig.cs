using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Pipeline.Configuration;

[Kind("softmax")]
[Description("Multinomial logistic regression trained here, in double precision, from zero weights; any optimizer, any schedule.")]
public sealed record SoftmaxHeadConfig(
    [Description("What turns gradients into steps.")] OptimizerConfig? Optimizer = null,
    [Description("How the learning rate changes over the epochs; ignored by lbfgs.")] ScheduleConfig? Schedule = null,
    [Description("Passes over the training images; iterations with lbfgs."), Range(1, 100_000)] int Epochs = 100,
    [Description("Images per step; all of them where there are fewer. Ignored by lbfgs, which always takes all."), Range(1, 100_000)] int BatchSize = 32,
    [Description("Adds half of this times the squared weights, without the biases, to the loss; adamw shrinks the weights directly instead."), Range(0.0, 100.0)] double WeightDecay = 0.001,
    [Description("Share of each target that is spread evenly over all classes."), Range(0.0, 0.99)] double LabelSmoothing = 0,
    [Description("What is done to features first.")] HeadFeatures Features = HeadFeatures.Standardised,
    [Description("Epochs without a lower validation loss after which training stops; the best weights are restored. Ignored without a validation share; 0 neither stops nor restores."), Range(0, 100_000)] int Patience = 20) : HeadConfig, IChecked
{
    public OptimizerConfig Optimizer { get; init; } = Optimizer ?? new AdamOptimizerConfig();

    public ScheduleConfig Schedule { get; init; } = Schedule ?? new ConstantScheduleConfig();

    IEnumerable<(string Key, string Message)> IChecked.Check()
    {
        if (Schedule.WarmUpEpochs >= Epochs)
        {
            yield return (nameof(Schedule), string.Create(
                CultureInfo.InvariantCulture, $"warm_up_epochs is {Schedule.WarmUpEpochs}, which leaves nothing of {Epochs} epochs"));
        }
    }
}
