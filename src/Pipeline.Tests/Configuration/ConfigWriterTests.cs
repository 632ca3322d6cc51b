using System.Collections;
using System.Globalization;
using System.Text;
using CsCheck;
using Pipeline.Configuration;

namespace Pipeline.Tests.Configuration;

public sealed class ConfigWriterTests
{
    [Fact]
    public void Every_default_is_written_in_the_order_of_the_signature() => Assert.Equal(
        """
        name: quickstart
        dataset:
          path: data/animals
          on_bad_image: exclude
          max_megapixels: 100
          on_duplicate: group
          near_distance: 12
        head:
          kind: zero_shot
          label_space: mapped
          species_map: data/species/animals.yaml
        backbone:
          name: resnet-mini
        split:
          kind: k_fold
          folds: 5
          repeats: 1
          validation: 0
        grading:
          rule: top3
        timing:
          warm_up: 5
          repeats: 3
          images: 50
          launches: 1
          refits: 3
          threads: 0
          path: direct
        export:
          agreement_images: 50
        seed: 42

        """,
        ConfigWriter.Write(new ExperimentConfig("quickstart", new DatasetConfig("data/animals"), new ZeroShotHeadConfig())));

    [Fact]
    public void Lists_mappings_odd_texts_and_nulls_that_are_not_the_default_are_written_so_that_they_are_read_again() => Assert.Equal(
        """
        name: a
        head:
          kind: mean
        backbone:
          name: "no"
          path: "x: y\n\u2028\U0001F600ä"
        data:
          low: 1E-05
          high: 0.1
          sizes: [1, 2]
          free: -1.5
          small: 0.1
          great: -9223372036854775808
          plain: 0
          shuffle: false
          policy: null
        seed: 42
        others:
          - kind: lbfgs
            l2: 0.01
          - kind: softmax
            epochs: 3
            optimizer:
              kind: adam
              learning_rate: 0.001
              beta1: 0.9
            l2: 0
        notes:
          "1": ""
          a b: "c, d"
        description: null

        """,
        ConfigWriter.Write(new SampleConfig(
            "a",
            new SampleMean(),
            new SampleBackbone("no", "x: y\n\u2028😀ä"),
            new SampleData(0.00001, 0.1, [1, 2], -1.5, 0.1f, long.MinValue, Shuffle: false, Policy: null),
            Others: [new SampleLbfgs(), new SampleSoftmax(3)],
            Notes: new OrderedDictionary<string, string> { ["1"] = "", ["a b"] = "c, d" },
            Description: null)));

    [Fact]
    public void What_is_written_is_read_as_the_same_sample() => RoundTrips<SampleConfig>(iterations: 1000);

    [Fact]
    public void What_is_written_is_read_as_the_same_experiment() => RoundTrips<ExperimentConfig>(iterations: 300);

    [Fact]
    public void Texts_are_equal_exactly_when_the_records_are() =>
        Gen.Select(ConfigGen.Of<SampleHead>(), ConfigGen.Of<SampleHead>()).Sample((a, b) => Assert.Equal(a == b, ConfigWriter.Write(a) == ConfigWriter.Write(b)));

    private static void RoundTrips<T>(int iterations)
        where T : class => ConfigGen.Of<T>().Sample(
            config =>
            {
                var text = ConfigWriter.Write(config);
                var again = RecordReader.Parse<T>(text, "written");
                Assert.Equal(Describe(config), Describe(again));
                Assert.Equal(text, ConfigWriter.Write(again));
            },
            iter: iterations);

    /// <summary>Everything in a value, by other means than the writer's.</summary>
    private static string Describe(object? value) => value switch
    {
        null => "null",
        string text => $"'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}'",
        double number => BitConverter.DoubleToInt64Bits(number).ToString("X", CultureInfo.InvariantCulture),
        float number => BitConverter.SingleToInt32Bits(number).ToString("X", CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join("; ", items.Cast<object>().Select(Describe))}]",
        IConvertible other => other.ToString(CultureInfo.InvariantCulture),
        _ => $"{value.GetType()}({string.Join("; ", value.GetType().GetProperties().Select(property => Describe(property.GetValue(value))))})",
    };
}
