using CsCheck;
using Pipeline.Evaluation.Comparisons;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Tests.Evaluation.Comparisons;

public sealed class ComparisonFamilyTests
{
    [Fact]
    public void A_difference_that_one_pair_shows_may_drown_in_many()
    {
        // Six images all one way: p = 0.031 alone, three times that in a family of three.
        Entrant good = Run("good"), bad = Run("bad", 1, 11, 21, 31, 41, 42), twin = Run("twin");

        Assert.Equal(Verdict.Worse, Assert.Single(Compare((bad, good))).Verdict);
        Assert.Equal(Verdict.Better, Assert.Single(Compare((good, bad))).Verdict);
        var family = Compare((bad, good), (twin, good), (bad, twin));
        Assert.All(family, pair => Assert.Equal(Verdict.NotDistinguishable, pair.Verdict));
        Assert.Equal([3 * 0.03125, 1, 3 * 0.03125], family.Select(pair => pair.AdjustedP!.Value));
    }

    [Fact]
    public void One_repeat_has_McNemar_beside_it_and_repeats_are_averaged_per_image()
    {
        var once = Compare((Run("a", 1, 2), Run("b", 3)))[0].Paired!;
        Assert.Equal(McNemar.ExactP(1, 2), once.McNemarP);
        Assert.Equal((1, 2), (once.Agreement.OnlySubject.Count, once.Agreement.OnlyReference.Count));

        var often = Compare((Run("a", repeats: 4, wrong: [1, 2]), Run("b", repeats: 4, wrong: [3])))[0].Paired!;
        Assert.Null(often.McNemarP);
        Assert.Equal(once.Images.Grades, often.Images.Grades);
        Assert.Equal(20, often.Retrained!.Value.DegreesOfFreedom + 1);
    }

    [Fact]
    public void Six_copies_of_one_image_are_one_piece_of_evidence()
    {
        Entrant good = Run("good", copies: 6), bad = Run("bad", copies: 6, wrong: [0, 1, 2, 3, 4, 5]);

        Assert.Equal(Verdict.NotDistinguishable, Compare((bad, good))[0].Verdict);
        Assert.Equal(1, Compare((bad, good))[0].Paired!.McNemarP!.Value, 1e-12);
    }

    [Fact]
    public void Whatever_the_order_of_rows_and_pairs_the_p_values_are_the_same() =>
        Gen.Select(Gen.Int[0, 49].Array[0, 12], Gen.Int[0, 49].Array[0, 12], Gen.Int[0, 1000]).Sample((first, second, seed) =>
        {
            Entrant a = Run("a", first), b = Run("b", second), c = Run("c", 4), shuffled = Run("b", shuffle: seed, wrong: second);
            var one = Compare((a, b), (a, c), (b, c));
            var other = Compare((b, c), (shuffled, a), (c, a));
            Assert.Equal((one[0].P, one[0].AdjustedP, one[0].Paired!.McNemarP), (other[1].P, other[1].AdjustedP, other[1].Paired!.McNemarP));
            Assert.Equal((one[1].P, one[1].AdjustedP, one[1].AdjustedRetrainedP), (other[2].P, other[2].AdjustedP, other[2].AdjustedRetrainedP));
            Assert.Equal(-one[0].MeanGradeDifference!.Value, other[1].MeanGradeDifference!.Value, 1e-12);
        }, iter: 15);

    [Fact]
    public void The_size_that_would_tell_grows_with_the_family_and_is_silent_where_there_is_nothing_to_tell()
    {
        Entrant ahead = Run("ahead", 1), behind = Run("behind", 11, 21, 31, 41);
        int alone = Compare((behind, ahead))[0].ImagesThatWouldTell!.Value;

        Assert.Equal(McNemarPower.SampleSize(1 / 50.0, 4 / 50.0), alone);
        Assert.True(Compare((behind, ahead), (Run("third", 5), ahead))[0].ImagesThatWouldTell > alone);
        Assert.Null(Compare((Run("left", 1), Run("right", 2)))[0].ImagesThatWouldTell);
    }

    [Fact]
    public void Other_rules_other_classes_and_an_easier_question_are_refused_and_leave_the_family()
    {
        Entrant run = Run("run"), bad = Run("bad", 1, 11, 21, 31, 41, 42);
        var family = Compare(
            (run with { Grading = "strict" }, run), (run with { AnswerSpace = "imagenet" }, run), (run with { Classes = ["other"] }, run), (run with { AnswerSpace = "mapped" }, bad));

        Assert.Equal([PairBasis.Refused, PairBasis.Refused, PairBasis.Refused, PairBasis.Paired], family.Select(pair => pair.Pairing.Basis));
        Assert.All(family.Take(3), pair => Assert.Equal((Verdict.Refused, null), (pair.Verdict, pair.P)));
        Assert.Equal((0.03125, Verdict.Better), (family[3].AdjustedP!.Value, family[3].Verdict));
        Assert.Equal(PairBasis.Paired, Compare((run with { AnswerSpace = "imagenet" }, bad with { AnswerSpace = "imagenet" }))[0].Pairing.Basis);
    }

    [Fact]
    public void Other_folds_are_two_samples()
    {
        var pair = Compare((Run("a", Enumerable.Range(0, 30).ToArray()), Run("b", shift: 1)))[0];

        Assert.Equal((PairBasis.Unpaired, Verdict.Worse), (pair.Pairing.Basis, pair.Verdict));
        Assert.Equal(-6, pair.MeanGradeDifference!.Value, 1e-12);
        Assert.Null(pair.Paired);
    }

    [Fact]
    public void Files_of_other_names_are_the_same_images() =>
        Assert.Equal(Run("a").Answers.Assignment, Run("a", folder: "copy/").Answers.Assignment);

    [Fact]
    public void Draws_that_are_shared_give_the_intervals_of_draws_that_are_not() =>
        Gen.Double[-10, 10].Array[60].Sample(values =>
        {
            Observation[] observations = [.. values.Select((value, i) => new Observation(value, i / 2, i / 12))];
            Interval alone = StratifiedBootstrap.OfMean(observations, 3), shared = new SharedBootstrap([.. observations.Select(one => one with { Value = 0 })], 3).OfMean(observations);
            Assert.Equal(alone.Low, shared.Low, 1e-9);
            Assert.Equal(alone.High, shared.High, 1e-9);
        }, iter: 5);

    private static IReadOnlyList<ComparedPair> Compare(params (Entrant Subject, Entrant Reference)[] pairs) => ComparisonFamily.Compare(pairs, 1, new Progress<Progress>(), default);

    private static Entrant Run(string name, params int[] wrong) => Run(name, wrong, repeats: 1);

    // Fifty images of ten labels in five folds; the first `copies` of them are copies of one image.
    private static Entrant Run(string name, int[]? wrong = null, int repeats = 1, int copies = 1, int shift = 0, int? shuffle = null, string folder = "")
    {
        var answers = (from repeat in Enumerable.Range(0, repeats)
                       from image in Enumerable.Range(0, 50)
                       let content = Hashing.OfText($"{(image < copies ? 0 : image)}")
                       let truth = image < copies ? 0 : image / 5
                       let isRight = wrong?.Contains(image) != true
                       select new ComparedAnswer($"{folder}{image}.jpg", content, content[..12], $"label{truth}", repeat, (image + repeat + shift) % 5, isRight ? 10 : 0, isRight)).ToArray();
        if (shuffle is { } seed)
        {
            answers = [.. answers.OrderBy(answer => Hashing.OfText($"{seed} {answer.Image}"), StringComparer.Ordinal)];
        }

        return new Entrant(name, AnsweredImages.Of(answers), "top3", "labels", [.. Enumerable.Range(0, 10).Select(i => $"label{i}")], 50);
    }
}
