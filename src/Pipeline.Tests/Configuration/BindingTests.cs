using System.Globalization;
using Pipeline.Configuration;

namespace Pipeline.Tests.Configuration;

public sealed class BindingTests
{
    [Theory]
    [InlineData(".", "-")]
    [InlineData(",", "-")]
    [InlineData("٫", "−")]
    public void All_problems_are_reported_at_once_with_exact_positions(string separator, string minus) => In(separator, minus, () => Expect(
        """
        nam: x
        head:
          kind: softmax
          epochs: 0
          optimizer:
            kind: sgd
            learning_rat: 0.5
            beta1: 0.9
            momentum: 0,5
        backbone: [a]
        data:
          low: 1.5
          sizes: [3, ten, 12]
          policy: leave-out
          shuffle: no
          plain: 3000000000
        seed: "7"
        others:
          - lbfgs
          - kind: sotfmax
          - epochs: 3
        """,
        """
        a.yaml(1,1): nam: unknown key; did you mean name?
        a.yaml(1,1): name: required key is missing
        a.yaml(4,11): head.epochs: 0 is out of range; it must be from 1 to 10000
        a.yaml(7,5): head.optimizer.learning_rat: unknown key; did you mean learning_rate?
        a.yaml(8,5): head.optimizer.beta1: beta1 is not a key of kind sgd; it belongs to adam
        a.yaml(9,15): head.optimizer.momentum: expects a number, not '0,5'
        a.yaml(10,11): backbone: expects a mapping, not a list
        a.yaml(12,8): data.low: 1.5 is out of range; it must be from 0 to 1
        a.yaml(13,14): data.sizes[1]: expects an integer, not 'ten'
        a.yaml(13,19): data.sizes[2]: 12 is out of range; it must be from 1 to 9
        a.yaml(14,11): data.policy: 'leave-out' is not one of keep, leave_out; did you mean leave_out?
        a.yaml(15,12): data.shuffle: expects true or false, not 'no'
        a.yaml(16,10): data.plain: 3000000000 is out of range; it must be from -2147483648 to 2147483647
        a.yaml(17,7): seed: expects an integer, not the quoted text '7'
        a.yaml(20,11): others[1].kind: unknown kind 'sotfmax'; did you mean softmax?
        a.yaml(21,5): others[2].kind: required key is missing; it is one of lbfgs, mean, softmax
        """));

    [Fact]
    public void An_unknown_key_that_resembles_none_lists_those_that_there_are() => Expect(
        "{name: a, head: {kind: mean, colour: red}, backbone: {weights: 3}}",
        """
        a.yaml(1,30): head.colour: unknown key; known keys: kind
        a.yaml(1,55): backbone.weights: unknown key; known keys: name, path
        """);

    [Fact]
    public void An_unknown_kind_that_resembles_none_lists_those_that_there_are() =>
        Expect("{name: a, head: forest}", "a.yaml(1,17): head.kind: unknown kind 'forest'; known ones: lbfgs, mean, softmax");

    [Fact]
    public void A_key_of_several_other_kinds_names_them_all() =>
        Expect("{name: a, head: {kind: mean, l2: 1}}", "a.yaml(1,30): head.l2: l2 is not a key of kind mean; it belongs to lbfgs and softmax");

    [Fact]
    public void A_key_that_stands_twice_is_a_problem_and_the_first_counts() => Expect(
        """
        name: a
        head: mean
        seed: x
        seed: 3
        """,
        """
        a.yaml(3,7): seed: expects an integer, not 'x'
        a.yaml(4,1): seed: stands twice; first at a.yaml(3,1)
        """);

    [Fact]
    public void Values_that_do_not_fit_each_other_are_reported_when_each_is_right() => Expect(
        "{name: a, head: mean, data: {low: 0.8, high: 0.5}}", "a.yaml(1,46): data.high: must be above low");

    [Theory]
    [InlineData("0x10")]
    [InlineData("0o17")]
    [InlineData("0123")]
    [InlineData("1_000")]
    [InlineData("1,000")]
    [InlineData("1e3")]
    [InlineData("5.0")]
    [InlineData("١٢")]
    [InlineData("yes")]
    [InlineData("1:30")]
    public void What_is_not_a_plain_decimal_integer_is_not_an_integer(string text) =>
        Expect($"name: a\nhead: mean\ndata:\n  plain: {text}", $"a.yaml(4,10): data.plain: expects an integer, not '{text}'");

    [Theory]
    [InlineData(".inf")]
    [InlineData("-.inf")]
    [InlineData(".nan")]
    [InlineData("1e999")]
    public void A_number_that_is_not_finite_is_out_of_range(string text) =>
        Expect($"{{name: a, head: mean, data: {{low: {text}}}}}", $"a.yaml(1,35): data.low: {text} is out of range; it must be from 0 to 1");

    [Fact]
    public void Bounds_that_do_not_belong_to_the_range_are_said_to_be_outside() => Expect(
        "{name: a, head: {kind: softmax, optimizer: {kind: adam, learning_rate: 0, beta1: 1}}}",
        """
        a.yaml(1,72): head.optimizer.learning_rate: 0 is out of range; it must be above 0 and at most 10
        a.yaml(1,82): head.optimizer.beta1: 1 is out of range; it must be at least 0 and below 1
        """);

    [Fact]
    public void Integers_at_the_ends_of_their_type_are_read()
    {
        var data = Parse("{name: a, head: mean, data: {plain: -2147483648, great: 9223372036854775807}}").Data!;
        Assert.Equal(int.MinValue, data.Plain);
        Assert.Equal(long.MaxValue, data.Great);
        Expect(
            "{name: a, head: mean, data: {great: 9223372036854775808}}",
            "a.yaml(1,37): data.great: 9223372036854775808 is out of range; it must be from -9.223372036854776E+18 to 9.223372036854776E+18");
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("+.5", 0.5)]
    [InlineData("-2.", -2)]
    [InlineData("1E-05", 0.00001)]
    [InlineData("6.02e23", 6.02e23)]
    public void Decimal_numbers_are_read_whatever_the_culture(string text, double value) =>
        In(",", "−", () => Assert.Equal(value, Parse($"{{name: a, head: mean, data: {{free: {text}}}}}").Data!.Free));

    [Theory]
    [InlineData("no")]
    [InlineData("0123")]
    [InlineData("1_000")]
    [InlineData("1.50")]
    [InlineData("true")]
    [InlineData("2024-01-01")]
    public void Text_stays_as_it_is_written(string text) => Assert.Equal(text, Parse($"{{name: a, head: mean, description: {text}}}").Description);

    [Theory]
    [InlineData("")]
    [InlineData(" ~")]
    [InlineData(" null")]
    public void Nothing_is_null_where_null_may_be_and_a_problem_elsewhere(string nothing)
    {
        Assert.Null(Parse($"name: a\nhead: mean\ndescription:{nothing}").Description);
        Assert.Equal(new SampleBackbone(), Parse($"name: a\nhead: mean\nbackbone:{nothing}").Backbone);
        Assert.Contains("seed: expects an integer, not nothing", Problems($"name: a\nhead: mean\nseed:{nothing}"), StringComparison.Ordinal);
        Assert.Contains("name: expects text, not nothing", Problems($"name:{nothing}\nhead: mean"), StringComparison.Ordinal);
        Assert.Contains(
            "head: expects a mapping with the key kind, or one of lbfgs, mean, softmax, not nothing", Problems($"name: a\nhead:{nothing}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quoted_null_is_text() => Assert.Equal("null", Parse("{name: a, head: mean, description: 'null'}").Description);

    [Fact]
    public void A_text_that_does_not_match_its_pattern_shows_it() =>
        Expect("{name: My Name, head: mean}", "a.yaml(1,8): name: 'My Name' does not match [a-z0-9][a-z0-9._-]{0,63}");

    [Fact]
    public void A_pattern_is_of_the_whole_text() =>
        Expect("{name: \"a\\n\", head: mean}", "a.yaml(1,8): name: the quoted text 'a\\n' does not match [a-z0-9][a-z0-9._-]{0,63}");

    [Fact]
    public void Defaults_come_from_the_signature()
    {
        var config = Parse("{name: a, head: {kind: softmax}, data: {}}");
        Assert.Equal(new SampleConfig("a", new SampleSoftmax(100, new SampleAdam(0.001, 0.9), 0), new SampleBackbone("mini"), new SampleData(), 42), config);
        Assert.Equal(SamplePolicy.LeaveOut, config.Data!.Policy);
    }

    [Fact]
    public void A_scalar_stands_for_the_mapping_with_its_shorthand_or_kind()
    {
        var config = Parse("{name: a, head: lbfgs, backbone: resnet50, others: [mean, {kind: lbfgs, l2: 1}]}");
        Assert.Equal(new SampleLbfgs(), config.Head);
        Assert.Equal(new SampleBackbone("resnet50"), config.Backbone);
        Assert.Equal([new SampleMean(), new SampleLbfgs(1)], config.Others!);
    }

    [Fact]
    public void A_mapping_with_free_keys_keeps_their_order_and_spelling()
    {
        var notes = Parse("{name: a, head: mean, notes: {no: yes, 0123: 1_000, a.b: c}}").Notes!;
        Assert.Equal([new("no", "yes"), new("0123", "1_000"), new("a.b", "c")], notes.ToArray());
    }

    [Fact]
    public void The_exception_is_of_exit_code_2_and_has_every_problem()
    {
        var exception = Assert.Throws<ConfigException>(() => Parse("{nam: a}"));
        Assert.Equal(2, exception.ExitCode);
        Assert.Equal(
            [
                new(new("a.yaml", 1, 1), "name", "required key is missing"),
                new(new("a.yaml", 1, 1), "head", "required key is missing"),
                new(new("a.yaml", 1, 2), "nam", "unknown key; did you mean name?"),
            ],
            exception.Problems);
    }

    [Fact]
    public void Classes_of_a_dataset_are_named_once_and_not_left_empty()
    {
        Assert.Equal("d(1,20): classes: names cat 2 times", Of("[cat, dog, cat]"));
        Assert.Equal("d(1,20): classes: names no class; leave the key out to take all folders", Of("[]"));
        Assert.Equal("d(1,20): classes: holds an empty name", Of("[cat, '']"));
        Assert.Null(RecordReader.Parse<DatasetConfig>("{path: x, classes: }", "d").Classes);

        static string Of(string classes) =>
            Assert.Throws<ConfigException>(() => RecordReader.Parse<DatasetConfig>($"{{path: x, classes: {classes}}}", "d")).Message;
    }

    private static SampleConfig Parse(string text) => RecordReader.Parse<SampleConfig>(text, "a.yaml");

    private static string Problems(string text) => Assert.Throws<ConfigException>(() => Parse(text)).Message;

    private static void Expect(string text, string problems) => Assert.Equal(problems, Problems(text));

    // Globalization is invariant here and knows no de-DE; what such a culture would change is set by hand.
    private static void In(string separator, string minus, Action test)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (separator, minus);
            CultureInfo.CurrentCulture = culture;
            test();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
