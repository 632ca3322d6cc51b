using CsCheck;
using Pipeline.Configuration;
using Pipeline.Splits;

namespace Pipeline.Tests.Splits;

public sealed class StratifiedSplitterTests
{
    private const int Iterations = 60;

    private static Gen<SplitConfig> AnyConfig => Gen.OneOf(SplitSamples.KFold, SplitSamples.HoldOut);

    [Fact]
    public void Every_fold_gives_each_image_exactly_one_part() =>
        Gen.Select(SplitSamples.WithDuplicates, AnyConfig, Gen.Int).Sample(
            (sample, config, seed) => Assert.All(Split(sample, config, seed).Folds, fold =>
                Assert.Equal(Enumerable.Range(0, sample.Images.Length), fold.Train.Concat(fold.Validation).Concat(fold.Test).Order())),
            iter: Iterations);

    [Fact]
    public void K_folds_test_every_image_once_per_repeat() =>
        Gen.Select(SplitSamples.WithDuplicates, SplitSamples.KFold, Gen.Int).Sample(
            (sample, config, seed) => Assert.All(Split(sample, config, seed).Folds.GroupBy(fold => fold.Repeat), repeat =>
                Assert.Equal(Enumerable.Range(0, sample.Images.Length), repeat.SelectMany(fold => fold.Test).Order())),
            iter: Iterations);

    [Fact]
    public void Every_class_stands_in_every_part_of_every_fold() =>
        Gen.Select(SplitSamples.WithDuplicates, AnyConfig, Gen.Int).Sample(
            (sample, config, seed) => Assert.All(Split(sample, config, seed).Folds, fold =>
            {
                Assert.Equal(sample.Labels.Count, Labels(sample, fold.Train).Distinct().Count());
                Assert.Equal(sample.Labels.Count, Labels(sample, fold.Test).Distinct().Count());
                Assert.Equal(config.Validation > 0 ? sample.Labels.Count : 0, Labels(sample, fold.Validation).Distinct().Count());
            }),
            iter: Iterations);

    [Fact]
    public void Duplicates_never_straddle_parts() =>
        Gen.Select(SplitSamples.WithDuplicates, AnyConfig, Gen.Int).Sample(
            (sample, config, seed) => Assert.All(Split(sample, config, seed).Folds, fold =>
            {
                HashSet<string> train = Contents(fold.Train), validation = Contents(fold.Validation), test = Contents(fold.Test);
                Assert.False(train.Overlaps(test) || train.Overlaps(validation) || validation.Overlaps(test));

                HashSet<string> Contents(int[] part) => [.. part.Select(image => sample.Images[image].ContentHash)];
            }),
            iter: Iterations);

    [Fact]
    public void Near_duplicates_never_straddle_parts_not_even_under_two_labels() =>
        Gen.Select(SplitSamples.WithNearDuplicates, AnyConfig, Gen.Int).Sample(
            (sample, config, seed) => Assert.All(Split(sample, config, seed).Folds, fold =>
                Assert.All((int[][])[fold.Train, fold.Validation, fold.Test], part =>
                    Assert.Empty(part.Select(image => sample.Images[image].Group).Intersect(
                        Enumerable.Range(0, sample.Images.Length).Except(part).Select(image => sample.Images[image].Group))))),
            iter: Iterations);

    [Fact]
    public void Folds_differ_by_at_most_the_largest_group_within_a_class() =>
        Gen.Select(SplitSamples.WithNearDuplicates, SplitSamples.KFold, Gen.Int).Sample(
            (sample, config, seed) => Assert.All(Split(sample, config, seed).Folds.GroupBy(fold => fold.Repeat), repeat =>
                Assert.All(Enumerable.Range(0, sample.Labels.Count), label => Assert.InRange(
                    Spread(repeat.Select(fold => Labels(sample, fold.Test).Count(l => l == label))),
                    0, sample.Images.Where(image => image.Label == label).CountBy(image => image.Group).Max(group => group.Value)))),
            iter: Iterations);

    [Fact]
    public void Other_groups_of_the_same_images_are_another_split()
    {
        var sample = SplitSamples.Plain(8, 8);
        var grouped = sample with { Images = [.. sample.Images.Select((image, i) => i < 2 ? image with { Group = sample.Images[0].ContentHash } : image)] };
        var terms = SplitTerms.Of(new KFoldSplitConfig());
        Assert.NotEqual(SplitFingerprint.OfInputs(sample.Images, sample.Labels, terms, 1), SplitFingerprint.OfInputs(grouped.Images, grouped.Labels, terms, 1));
    }

    [Fact]
    public void Folds_differ_by_at_most_one_image_within_a_class_and_in_total() =>
        Gen.Select(SplitSamples.WithoutDuplicates, SplitSamples.KFold, Gen.Int).Sample(
            (sample, config, seed) => Assert.All(Split(sample, config, seed).Folds.GroupBy(fold => fold.Repeat), repeat =>
            {
                Assert.InRange(Spread(repeat.Select(fold => fold.Test.Length)), 0, 1);
                Assert.All(Enumerable.Range(0, sample.Labels.Count), label =>
                    Assert.InRange(Spread(repeat.Select(fold => Labels(sample, fold.Test).Count(l => l == label))), 0, 1));
            }),
            iter: Iterations);

    [Fact]
    public void Neither_paths_nor_file_order_matter() =>
        Gen.Select(SplitSamples.WithDuplicates, AnyConfig, Gen.Int).SelectMany(t => Gen.Shuffle(t.Item1.Images).Select(images => (t.Item1, images, t.Item2, t.Item3))).Sample(
            (sample, shuffled, config, seed) =>
            {
                var moved = new Sample([.. shuffled.Select((image, i) => image with { Path = $"elsewhere/{i}.png" })], sample.Labels);
                var (one, other) = (Split(sample, config, seed), Split(moved, config, seed));
                Assert.Equal(Assignment(sample, one), Assignment(moved, other));
                Assert.Equal(one.Hash, other.Hash);
            },
            iter: Iterations);

    [Fact]
    public void Another_seed_and_another_repeat_draw_anew() =>
        AnyConfig.Sample(
            config =>
            {
                var sample = SplitSamples.Plain(30, 30);
                var split = Split(sample, WithTwoRepeats(config), 1);
                Assert.NotEqual(split.Hash, Split(sample, WithTwoRepeats(config), 2).Hash);
                Assert.NotEqual(split.Folds.First(fold => fold.Repeat == 0).Test, split.Folds.First(fold => fold.Repeat == 1).Test);
            },
            iter: Iterations);

    [Theory]
    [InlineData(0.2, 10, 2)]
    [InlineData(0.25, 10, 3)] // 2.5, halves go up
    [InlineData(0.29, 50, 15)] // 14.5, though 0.29 * 50 < 14.5 in binary
    [InlineData(0.01, 10, 1)] // at least one to test
    [InlineData(0.95, 3, 2)] // at least one to train on
    public void A_held_out_share_rounds_to_the_nearest_image_of_each_class(double share, int size, int expected) =>
        Assert.All(
            Labels(SplitSamples.Plain(size, size), Split(SplitSamples.Plain(size, size), new HoldOutSplitConfig(share), 3).Folds[0].Test).CountBy(label => label),
            pair => Assert.Equal(expected, pair.Value));

    [Fact]
    public void A_share_smaller_than_every_group_still_tests_the_smallest_group()
    {
        var sample = SplitSamples.Make([3, 2, 4], [1, 1, 1]);
        var test = Split(sample, new HoldOutSplitConfig(0.1), 5).Folds[0].Test;
        Assert.Equal(2, Labels(sample, test).Count(label => label == 0));
    }

    [Fact]
    public void The_drawn_order_is_frozen()
    {
        // The expected hash comes from a second implementation of the documented scheme, in Python.
        // A change here orphans every stored split: raise Draw.AlgorithmVersion with it.
        var split = Split(SplitSamples.Plain(6, 7), new KFoldSplitConfig(3, Repeats: 2, Validation: 0.25), 42);
        Assert.Equal("9bf3c7483b3b819e49b9aae4fe0c711afab0df393f8220924dc3b01f850e2723", split.Hash);
    }

    [Theory]
    [InlineData(3, "class 'class0' has 3 images; 5 folds need at least 5 different ones (split.folds): add images or use fewer folds")]
    [InlineData(1, "class 'class0' has 1 image; 5 folds need at least 5 different ones (split.folds): add images or use fewer folds")]
    public void A_class_smaller_than_the_number_of_folds_is_refused(int size, string message) =>
        Assert.Equal(message, Refusal(SplitSamples.Plain(size, 9), new KFoldSplitConfig()));

    [Fact]
    public void Duplicates_do_not_make_a_class_large_enough() =>
        Assert.Equal(
            "class 'class0' has 6 images in 2 groups of duplicates; 5 folds need at least 5 different ones (split.folds) (1 more too small: class2): add images or use fewer folds",
            Refusal(SplitSamples.Make([3, 3], [1, 1, 1, 1, 1], [1]), new KFoldSplitConfig()));

    [Fact]
    public void A_class_of_one_image_cannot_be_held_out() =>
        Assert.Equal(
            "class 'class1' has 1 image; a held-out part needs at least 2 different ones (split.test): add images or leave the class out (dataset.classes)",
            Refusal(SplitSamples.Plain(9, 1), new HoldOutSplitConfig()));

    [Fact]
    public void A_validation_share_leaves_something_to_train_on() =>
        Assert.Equal(
            "class 'class0' has 2 images; that leaves only one to train on, and a validation share takes another (split.validation): add images or set it to 0",
            Refusal(SplitSamples.Plain(2, 9), new KFoldSplitConfig(2, Validation: 0.1)));

    [Fact]
    public void One_class_is_no_classification() =>
        Assert.Equal(
            "there is only one class, 'class0': a classifier needs at least two (dataset.path, dataset.classes)",
            Refusal(SplitSamples.Plain(20), new KFoldSplitConfig()));

    private static DatasetSplit Split(Sample sample, SplitConfig config, int seed) => StratifiedSplitter.Split(sample.Images, sample.Labels, config, seed);

    private static string Refusal(Sample sample, SplitConfig config) => Assert.Throws<PipelineException>(() => Split(sample, config, 1)).Message;

    private static IEnumerable<int> Labels(Sample sample, IEnumerable<int> images) => images.Select(image => sample.Images[image].Label);

    private static int Spread(IEnumerable<int> counts) => counts.Max() - counts.Min();

    private static SplitConfig WithTwoRepeats(SplitConfig config) => config switch
    {
        KFoldSplitConfig kFold => kFold with { Repeats = 2 },
        HoldOutSplitConfig holdOut => holdOut with { Repeats = 2 },
        _ => throw new ArgumentException(null, nameof(config)),
    };

    private static IEnumerable<string> Assignment(Sample sample, DatasetSplit split) =>
        sample.Images.Select((image, i) => $"{image.ContentHash} {string.Join("; ", split.Parts.Describe(i))}").Order(StringComparer.Ordinal);
}
