using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Pipeline.Configuration;

namespace Pipeline.Tests.Heads;

public sealed class HeadConfigTests
{
    public static TheoryData<Type> Members => [.. typeof(HeadConfig).Assembly.GetTypes().Where(type => type.GetCustomAttribute<KindAttribute>() is not null
        && (type.IsSubclassOf(typeof(HeadConfig)) || type.IsSubclassOf(typeof(OptimizerConfig)) || type.IsSubclassOf(typeof(ScheduleConfig)) || type.IsSubclassOf(typeof(VisionScheduleConfig))))];

    [Fact]
    public void A_head_reads_as_it_is_documented()
    {
        HeadConfig expected = new SoftmaxHeadConfig(
            new AdamOptimizerConfig(0.01, Beta1: 0.8), new CosineScheduleConfig(Final: 0.1, WarmUpEpochs: 2.5), Epochs: 50, Features: HeadFeatures.L2Normalised);
        Assert.Equal(expected, Parse(
            """
            kind: softmax
            optimizer:
              kind: adam
              learning_rate: 0.01
              beta1: 0.8
            schedule:
              kind: cosine
              final: 0.1
              warm_up_epochs: 2.5
            epochs: 50
            features: l2_normalised
            """));
    }

    [Theory]
    [InlineData("kind: softmax\noptimizer: lbfgs", typeof(SoftmaxHeadConfig))]
    [InlineData("kind: lbfgs\nl1: 0.5\nl2: 2", typeof(LbfgsHeadConfig))]
    [InlineData("kind: averaged_perceptron\ncalibration: platt", typeof(AveragedPerceptronHeadConfig))]
    [InlineData("kind: lightgbm\nmin_per_leaf: 1", typeof(LightGbmHeadConfig))]
    [InlineData("kind: knn\nk: 3\nmetric: euclidean\nweighting: uniform", typeof(KnnHeadConfig))]
    public void Keys_are_spelt_as_one_would_guess(string yaml, Type type) => Assert.IsType(type, Parse(yaml));

    [Fact]
    public void A_warm_up_that_fills_the_whole_fit_is_refused()
    {
        var problem = Assert.Throws<ConfigException>(() => Parse("kind: softmax\nepochs: 5\nschedule: {kind: cosine, warm_up_epochs: 5}"));
        Assert.Contains("warm_up_epochs is 5, which leaves nothing of 5 epochs", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_option_is_described_and_every_number_has_its_range_and_default(Type member)
    {
        Assert.NotNull(member.GetCustomAttribute<DescriptionAttribute>());
        Assert.All(member.GetConstructors().Single().GetParameters(), parameter =>
        {
            Assert.True(parameter.HasDefaultValue);
            Assert.NotNull(parameter.GetCustomAttribute<DescriptionAttribute>());
            Assert.Equal(parameter.ParameterType == typeof(int) || parameter.ParameterType == typeof(double), parameter.GetCustomAttribute<RangeAttribute>() is not null);
        });
    }

    [Fact]
    public void The_documentation_names_every_kind()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "heads.md"));
        Assert.Equal(31, Members.Count);
        Assert.All(Members, row => Assert.Contains($"`{row.Data.GetCustomAttribute<KindAttribute>()!.Name}`", text, StringComparison.Ordinal));
    }

    private static HeadConfig Parse(string yaml) => RecordReader.Parse<HeadConfig>(yaml, "head.yaml");
}
