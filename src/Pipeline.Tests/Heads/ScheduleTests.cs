using Pipeline.Configuration;
using Pipeline.Heads.Softmax.Schedules;
using Pipeline.Tests.Evaluation;

namespace Pipeline.Tests.Heads;

public sealed class ScheduleTests
{
    private static readonly Dictionary<string, ScheduleConfig> Goldens = new(StringComparer.Ordinal)
    {
        ["cosine"] = new CosineScheduleConfig(),
        ["exponential_0.9"] = new ExponentialScheduleConfig(0.9),
        ["step_5_0.5"] = new StepScheduleConfig(5, 0.5),
    };

    public static TheoryData<string> Names => [.. GoldenStatistics.Of("schedules").EnumerateObject().Select(each => each.Name)];

    public static TheoryData<ScheduleConfig> WithWarmUp =>
    [
        new ConstantScheduleConfig(2.5), new StepScheduleConfig(WarmUpEpochs: 2.5), new ExponentialScheduleConfig(WarmUpEpochs: 2.5),
        new PolynomialScheduleConfig(WarmUpEpochs: 2.5), new CosineScheduleConfig(WarmUpEpochs: 2.5),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Twenty_epochs_of_one_step_are_torchs(string name)
    {
        double[] expected = GoldenStatistics.Of("schedules").Numbers(name);
        var schedule = new Schedule(Goldens[name], epochs: 20, stepsPerEpoch: 1);
        Assert.Equal(21, expected.Length);
        Assert.All(expected.Index(), each => Assert.Equal(each.Item, 0.1 * schedule.At(each.Index), 1e-12));
    }

    [Theory]
    [InlineData(1, 0.0, 0.75)]
    [InlineData(2, 0.0, 0.5625)]
    [InlineData(1, 0.2, 0.8)]
    public void A_polynomial_falls_with_a_power_of_what_is_left(double power, double final, double afterAQuarter) =>
        Assert.Equal(afterAQuarter, new Schedule(new PolynomialScheduleConfig(power, final), epochs: 4, stepsPerEpoch: 3).At(3), 1e-12);

    [Theory]
    [MemberData(nameof(WithWarmUp))]
    public void A_warm_up_rises_linearly_and_hands_over_at_the_full_rate(ScheduleConfig config)
    {
        var schedule = new Schedule(config, epochs: 10, stepsPerEpoch: 4);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0], Enumerable.Range(0, 10).Select(step => Math.Round(schedule.At(step), 12)));
        Assert.Equal(1, schedule.At(10), 1e-12);
    }

    [Theory]
    [MemberData(nameof(WithWarmUp))]
    public void A_share_is_never_negative_and_never_above_one(ScheduleConfig config) =>
        Assert.All(Enumerable.Range(0, 60), step => Assert.InRange(new Schedule(config, epochs: 10, stepsPerEpoch: 4).At(step), 0, 1));

    [Fact]
    public void A_cosine_ends_at_its_final_share() =>
        Assert.Equal(0.05, new Schedule(new CosineScheduleConfig(Final: 0.05), epochs: 3, stepsPerEpoch: 5).At(15), 1e-12);

    [Fact]
    public void A_warm_up_longer_than_the_fit_only_rises() =>
        Assert.Equal(0.5, new Schedule(new CosineScheduleConfig(WarmUpEpochs: 20), epochs: 10, stepsPerEpoch: 1).At(9), 1e-12);
}
