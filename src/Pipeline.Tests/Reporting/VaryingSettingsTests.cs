using Pipeline.Artifacts;
using Pipeline.Reporting;

namespace Pipeline.Tests.Reporting;

public sealed class VaryingSettingsTests
{
    [Fact]
    public void A_value_that_differs_varies_and_a_name_does_not() =>
        Assert.Equal(["seed"], Keys("name: a\nhead:\n  kind: softmax\nseed: 1\n", "name: b\nhead:\n  kind: softmax\nseed: 2\n"));

    [Fact]
    public void What_one_kind_has_and_another_has_not_follows_from_the_kinds() =>
        Assert.Equal(["head.kind"], Keys("head:\n  kind: softmax\n  epochs: 100\n  optimizer:\n    kind: adam\n    beta1: 0.9\n", "head:\n  kind: lbfgs\n  l2: 1\n"));

    [Fact]
    public void A_key_that_is_absent_where_it_could_be_is_a_value_of_its_own() =>
        Assert.Equal(["dataset.per_class"], Keys("dataset:\n  path: photos\n  per_class: 5\n", "dataset:\n  path: photos\n"));

    [Fact]
    public void Learning_rates_of_two_optimizers_are_shown() =>
        Assert.Equal(
            ["head.optimizer.kind", "head.optimizer.learning_rate"],
            Keys("head:\n  kind: softmax\n  optimizer:\n    kind: adam\n    learning_rate: 0.001\n", "head:\n  kind: softmax\n  optimizer:\n    kind: sgd\n    learning_rate: 0.01\n"));

    [Fact]
    public void A_shorthand_stands_for_its_record() =>
        Assert.Equal(["dataset", "backbone"], Keys("dataset:\n  path: a\nbackbone:\n  name: resnet18\n", "dataset:\n  path: b\nbackbone:\n  name: resnet50\n"));

    private static string[] Keys(params string[] configs) => [.. VaryingSettings.Keys([.. configs.Select(yaml => RunSettings.Parse(yaml, "config.yaml"))])];
}
