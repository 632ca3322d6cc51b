using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Evaluation.Grading;
using Pipeline.Heads;

namespace Pipeline.Tests.Evaluation;

public sealed class GradingTests
{
    private static readonly AnswerSpace Four = Answers.Labels(4);

    private static Grade GradeOf(GradingConfig config, HeldOutAnswer answer, AnswerSpace space) => GradingRule.For(config).Grade(new RankedAnswer(answer, space));

    [Theory]
    [InlineData(0, 10, "right_first")]
    [InlineData(1, 5, "right_in_top3")]
    [InlineData(2, 5, "right_in_top3")]
    [InlineData(3, 0, "wrong")]
    public void Top3_gives_5_for_a_right_second_or_third(int truth, int points, string rule) =>
        Assert.Equal(new Grade(points, rule), GradeOf(new Top3GradingConfig(), Answers.With(truth, 0.4, 0.3, 0.2, 0.1), Four));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    public void Strict_knows_no_5(int truth, int points) =>
        Assert.Equal(points, GradeOf(new StrictGradingConfig(), Answers.With(truth, 0.4, 0.3, 0.2, 0.1), Four).Points);

    [Theory]
    [InlineData(0, 10, "right_first")]
    [InlineData(1, 10, "right_first")]
    [InlineData(2, 5, "near_relative")]
    [InlineData(3, 0, "wrong")]
    public void Near_relative_gives_5_for_a_first_answer_next_to_the_truth(int first, int points, string rule) =>
        Assert.Equal(
            new Grade(points, rule), GradeOf(new NearRelativeGradingConfig(), Answers.Ranking(Answers.Open, 0, 0, [first, 0]), Answers.Open));

    [Theory]
    [InlineData(0.5, 0, 10, "right_first")]
    [InlineData(0.5, 1, 0, "wrong")]
    [InlineData(0.51, 0, 5, "unsure_right_in_top3")]
    [InlineData(0.51, 1, 5, "unsure_right_in_top3")]
    [InlineData(0.51, 3, 0, "unsure_wrong")]
    public void An_answer_below_the_confidence_is_unsure_and_names_three_candidates(double threshold, int truth, int points, string rule) =>
        Assert.Equal(new Grade(points, rule), GradeOf(new ConfidenceGradingConfig(threshold), Answers.With(truth, 0.5, 0.25, 0.15, 0.1), Four));

    [Theory]
    [InlineData(0.25, 0, 10)]
    [InlineData(0.25, 1, 0)]
    [InlineData(0.26, 0, 5)]
    [InlineData(0.26, 2, 5)]
    [InlineData(0.26, 3, 0)]
    public void An_answer_below_the_margin_is_unsure_and_names_three_candidates(double threshold, int truth, int points) =>
        Assert.Equal(points, GradeOf(new MarginGradingConfig(threshold), Answers.With(truth, 0.5, 0.25, 0.15, 0.1), Four).Points);

    [Fact]
    public void A_guesser_among_ten_labels_earns_100_of_500_under_top3() =>
        Assert.Equal(100, Evaluator.Score(Answers.Fifty(), Answers.Labels(10), new Top3GradingConfig(), 1).GuessingScore, 1e-9);

    [Theory]
    [InlineData(10, 1, 2.0)]
    [InlineData(2, 1, 7.5)]
    [InlineData(1, 1, 10.0)]
    [InlineData(10, 0, 0.0)]
    public void Top3_guessing_counts_the_places(int answers, int accepted, double points) =>
        Assert.Equal(points, GradingRule.For(new Top3GradingConfig()).Guess(new GuessOdds(answers, accepted, 0)), 1e-12);

    public static TheoryData<GradingConfig> Rules =>
        [new Top3GradingConfig(), new StrictGradingConfig(), new NearRelativeGradingConfig(), new ConfidenceGradingConfig(), new MarginGradingConfig(0)];

    /// <summary>Every ordering of K equal answers, one guess each: the formula must be their mean grade.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void The_guessing_score_is_the_mean_grade_over_every_ranking(GradingConfig config)
    {
        GradingRule rule = GradingRule.For(config);
        var space = new AnswerSpace("imagenet", Answers.Labels(6).Answers, Answers.Labels(1).Answers, [[1, 4]], [[2]]);
        double[] grades = [.. Permutations([.. Enumerable.Range(0, 6)]).Select(order => (double)rule.Grade(new RankedAnswer(Guess(order), space)).Points)];
        Assert.Equal(720, grades.Length);
        Assert.Equal(grades.Average(), rule.Guess(GuessOdds.Of(space, 0)), 1e-12);
    }

    [Fact]
    public void Rules_of_probabilities_refuse_scores_that_are_none()
    {
        HeldOutAnswer[] answers = [Answers.With(0, 3, -1, 2, 0) with { AreProbabilities = false }];
        foreach (GradingConfig config in new GradingConfig[] { new ConfidenceGradingConfig(), new MarginGradingConfig() })
            Assert.Contains("needs probabilities", Assert.Throws<PipelineException>(() => Evaluator.Score(answers, Four, config, 1)).Message, StringComparison.Ordinal);
        Assert.Equal(10, Evaluator.Score(answers, Four, new Top3GradingConfig(), 1).Points);
    }

    [Fact]
    public void Near_relative_refuses_answers_without_near_relatives() =>
        Assert.Contains(
            "needs near relatives",
            Assert.Throws<PipelineException>(() => Evaluator.Score(Answers.Fifty(), Answers.Labels(10), new NearRelativeGradingConfig(), 1)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Every_grading_config_has_a_rule() =>
        Assert.All(
            typeof(GradingConfig).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(GradingConfig))),
            type => Assert.NotNull(GradingRule.For((GradingConfig)Activator.CreateInstance(
                type, [.. type.GetConstructors()[0].GetParameters().Select(parameter => parameter.DefaultValue)])!)));

    // Equal but for the order, and within a hair of 1/K: a guesser that knows nothing.
    private static HeldOutAnswer Guess(int[] order)
    {
        double[] scores = new double[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
            scores[order[rank]] = 1.0 / order.Length - 1e-12 * rank;
        return Answers.With(0, scores);
    }

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length == 0
            ? [[]]
            : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
