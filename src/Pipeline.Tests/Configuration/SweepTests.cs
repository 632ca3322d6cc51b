using Pipeline.Configuration;

namespace Pipeline.Tests.Configuration;

public sealed class SweepTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    [Fact]
    public void A_sweep_is_the_product_of_its_values_the_last_key_fastest()
    {
        var configs = _folder.With("a.yaml", """
            name: quickstart
            head: softmax
            sweep:
              head.optimizer: [sgd, {kind: adam, beta1: 0.5}]
              head.epochs: [5, 10, 20]
              seed: [7]
            """).Read("a.yaml");

        Assert.Equal(
            [
                "quickstart-sgd-epochs-5", "quickstart-sgd-epochs-10", "quickstart-sgd-epochs-20",
                "quickstart-adam-epochs-5", "quickstart-adam-epochs-10", "quickstart-adam-epochs-20",
            ],
            configs.Select(config => config.Name));
        Assert.All(configs, config => Assert.Equal(7, config.Seed));
        Assert.Equal(new SampleSoftmax(10, new SampleAdam(0.001, 0.5)), configs[4].Head);
    }

    [Theory]
    [InlineData("head: [softmax, {kind: softmax, optimizer: {kind: sgd, momentum: 0.5}}, {kind: lbfgs, l2: 1}]", "b-softmax", "b-softmax-sgd", "b-lbfgs")]
    [InlineData("head: [{kind: lbfgs, l2: 1}, {kind: lbfgs, l2: 2}, {kind: lbfgs, l2: 3}]", "b-lbfgs-l2-1", "b-lbfgs-l2-2", "b-lbfgs-l2-3")]
    [InlineData("backbone: [resnet18, {name: resnet50, path: x}]", "b-resnet18", "b-resnet50")]
    [InlineData("data: [{low: 0.1}, {low: 0.2, shuffle: false}]", "b-low-0.1", "b-low-0.2-shuffle-false")]
    [InlineData("data.sizes: [[1, 2], [3], null]", "b-sizes-1-sizes-2", "b-sizes-3", "b-no-sizes")]
    [InlineData("description: ['Ein schöner Tag!', '***', 'a/b//c', '']", "b-ein-sch-ner-tag", "b", "b-a-b-c", "b-2")]
    [InlineData("data.free: [-1, 1]", "b-free-1", "b-free-1-2")]
    public void Names_say_what_varies(string sweep, params string[] names)
    {
        _folder.With("a.yaml", $"name: b\nhead: softmax\nsweep:\n  {sweep}");
        Assert.Equal(names, _folder.Read("a.yaml").Select(config => config.Name));
    }

    [Fact]
    public void A_long_name_is_cut_to_what_the_pattern_allows_and_stays_unique()
    {
        var sixty = new string('x', 60);
        _folder.With("a.yaml", $"name: b\nhead: softmax\nsweep:\n  description: [{sixty}y, {sixty}-z, {sixty}-zz]");
        Assert.Equal([$"b-{sixty}y", $"b-{sixty}-z", $"b-{sixty}-2"], _folder.Read("a.yaml").Select(config => config.Name));
    }

    [Fact]
    public void Problems_of_a_swept_value_point_to_its_line_and_are_listed_once() => Assert.Equal(
        """
        configs/a.yaml(3,7): seed: -1 is out of range; it must be from 0 to 2147483647
        configs/a.yaml(6,3): head.epochs: epochs is not a key of kind lbfgs; it belongs to softmax
        configs/a.yaml(7,7): head.epochs: 0 is out of range; it must be from 1 to 10000
        configs/a.yaml(9,3): data.lo: unknown key; did you mean low?
        """,
        _folder.With("a.yaml", """
            name: b
            head: softmax
            seed: -1
            sweep:
              head.kind: [softmax, lbfgs]
              head.epochs:
                - 0
                - 7
              data.lo: [0.1, 0.2]
            """).Problems("a.yaml"));

    [Theory]
    [InlineData("sweep: 3", "configs/a.yaml(3,8): sweep: expects a mapping of dotted keys to lists of values, not '3'")]
    [InlineData("sweep: {}", "configs/a.yaml(3,8): sweep: expects a mapping of dotted keys to lists of values, not an empty mapping")]
    [InlineData("sweep: {seed: 3}", "configs/a.yaml(3,15): sweep.seed: expects a list of values, not '3'")]
    [InlineData("sweep: {seed: []}", "configs/a.yaml(3,15): sweep.seed: expects a list of values, not an empty list")]
    [InlineData("sweep: {seed: [1, 2, 1]}", "configs/a.yaml(3,22): sweep.seed: 1 stands twice; the two experiments would be one")]
    [InlineData("sweep: {name: [x, y]}", "configs/a.yaml(3,9): sweep.name: names follow from the values; sweep something else")]
    [InlineData("sweep: {data..low: [1, 2]}", "configs/a.yaml(3,9): sweep.data..low: expects a dotted key, as in head.epochs")]
    public void A_sweep_that_cannot_be_is_reported(string sweep, string problem) =>
        Assert.Equal(problem, _folder.With("a.yaml", $"name: b\nhead: softmax\n{sweep}").Problems("a.yaml"));

    [Fact]
    public void A_name_that_is_wrong_is_reported_once_and_as_it_was_written() => Assert.Equal(
        "configs/a.yaml(1,7): name: 'My Name' does not match [a-z0-9][a-z0-9._-]{0,63}",
        _folder.With("a.yaml", "name: My Name\nhead: softmax\nsweep: {seed: [1, 2, 3]}").Problems("a.yaml"));

    [Fact]
    public void A_sweep_of_too_many_experiments_is_refused_before_they_are_made()
    {
        var values = string.Join(", ", Enumerable.Range(1, 200));
        _folder.With("a.yaml", $"name: b\nhead: softmax\nsweep: {{seed: [{values}], head.epochs: [{values}], data.plain: [{values}]}}");
        Assert.Equal("configs/a.yaml(3,1): sweep: makes 8000000 experiments; at most 10000", _folder.Problems("a.yaml"));
    }

    [Fact]
    public void Options_and_bases_may_bring_change_or_remove_a_sweep()
    {
        _folder.With("base.yaml", "{name: b, head: softmax, sweep: {head.epochs: [1, 2]}}").With("a.yaml", "{extends: base.yaml, sweep: {seed: [3, 4]}}");
        Assert.Equal(["b-epochs-1-seed-3", "b-epochs-1-seed-4", "b-epochs-2-seed-3", "b-epochs-2-seed-4"], Names());
        Assert.Equal(["b-seed-3", "b-seed-4"], Names("sweep.head.epochs=[9]"));
        Assert.Equal(["b"], Names("sweep="));

        IEnumerable<string> Names(params string[] overrides) => _folder.Read("a.yaml", overrides).Select(config => config.Name);
    }

    [Fact]
    public void An_option_for_a_swept_key_is_a_problem_because_the_sweep_would_overwrite_it() => Assert.Equal(
        "--set head.epochs=3: head.epochs: is swept, so that this value would be lost; sweep other values with --set sweep.head.epochs=[...]",
        _folder.With("a.yaml", "{name: b, head: softmax, sweep: {head.epochs: [1, 2]}}").Problems("a.yaml", "head.epochs=3"));

    [Fact]
    public void An_experiment_is_read_from_a_file_with_what_it_extends_its_options_and_its_sweep()
    {
        _folder.With("base.yaml", "{name: animals, dataset: data/animals, head: zero_shot}")
            .With("a.yaml", "{extends: base.yaml, sweep: {split: [{kind: k_fold, folds: 10}, hold_out]}}");
        var configs = ExperimentConfigReader.Read(_folder.PathOf("a.yaml"), "dataset.classes=[cat, dog]");
        Assert.Equal(["animals-k_fold", "animals-hold_out"], configs.Select(config => config.Name));
        Assert.Equal([new KFoldSplitConfig(10), new HoldOutSplitConfig()], configs.Select(config => config.Split));
        Assert.All(configs, config => Assert.Equal(["cat", "dog"], config.Dataset.Classes!));
        Assert.Equal(new Top3GradingConfig(), configs[0].Grading);
    }

    [Fact]
    public void A_card_in_a_layer_above_takes_back_the_name_below_and_the_other_way_round()
    {
        _folder.With("a.yaml", "{name: a, dataset: photos, head: zero_shot, backbone: {name: resnet50-v1-12, path: x.onnx}}")
            .With("b.yaml", "{name: b, dataset: photos, head: zero_shot, sweep: {backbone: [resnet-mini, {card: cards/mine.yaml}]}, backbone: {card: cards/other.yaml}}");

        Assert.Equal(new BackboneConfig(Path: "x.onnx", Card: "mine.yaml"), ExperimentConfigReader.Read(_folder.PathOf("a.yaml"), ["backbone.card=mine.yaml"]).Single().Backbone);
        var swept = ExperimentConfigReader.Read(_folder.PathOf("b.yaml"), []);
        Assert.Equal(["b-resnet-mini", "b-mine"], swept.Select(config => config.Name));
        Assert.Equal([new BackboneConfig("resnet-mini"), new BackboneConfig(Card: "cards/mine.yaml")], swept.Select(config => config.Backbone));
    }

    [Fact]
    public void A_name_and_a_card_in_one_layer_are_a_problem() => Assert.Contains(
        "not both",
        Assert.Throws<ConfigException>(() => ExperimentConfigReader.Read(
            _folder.With("a.yaml", "{name: a, dataset: photos, head: zero_shot, backbone: {name: resnet-mini, card: x.yaml}}").PathOf("a.yaml"), [])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Exclude_takes_away_what_matches_all_keys_of_an_item_and_include_adds() => Assert.Equal(
        ["b-softmax-seed-1", "b-softmax-seed-2", "b-lbfgs-seed-1", "b-softmax-epochs-9", "b-lbfgs-seed-8", "b-lbfgs-seed-9"],
        Names("""
            head: [softmax, {kind: softmax, epochs: 7}, lbfgs]
              seed: [1, 2, 3]
              exclude:
                - {head.epochs: 7}
                - {seed: 3}
                - {head: lbfgs, seed: [2, 3]}
              include:
                - {head: {kind: softmax, epochs: 9}}
                - {head: lbfgs, seed: [8, 9]}
            """));

    [Fact]
    public void What_could_not_be_read_can_be_excluded() => Assert.Equal(
        ["b-softmax-epochs-5", "b-softmax-epochs-10", "b-lbfgs"],
        Names("""
            head: [softmax, lbfgs]
              head.epochs: [5, 10]
              exclude: [{head: lbfgs}]
              include: [{head: lbfgs}]
            """));

    [Fact]
    public void Keys_may_be_nested_and_an_option_in_dots_wins()
    {
        const string Nested = "head: {epochs: [5, 10]}";
        Assert.Equal(["b-epochs-5", "b-epochs-10"], Names(Nested));
        Assert.Equal(["b-epochs-7", "b-epochs-8"], Names(Nested, "sweep.head.epochs=[7, 8]"));
    }

    [Fact]
    public void A_list_of_experiments_needs_no_product() => Assert.Equal(["b-lbfgs", "b-softmax-epochs-3"], Names("include: [{head: lbfgs}, {head.kind: softmax, head.epochs: 3}]"));

    [Theory]
    [InlineData("sweep: {seed: [1, 2], exclude: [{seed: 3}]}", "configs/a.yaml(3,33): sweep.exclude[0]: matches none of the 2 combinations; swept are seed")]
    [InlineData("sweep: {head.epochs: [1, 2], exclude: [{head.epoch: 2}]}", "configs/a.yaml(3,40): sweep.exclude[0]: matches none of the 2 combinations; did you mean head.epochs in place of head.epoch?")]
    [InlineData("sweep: {seed: [1, 2], exclude: [{seed: [1, 2]}]}", "configs/a.yaml(3,1): sweep: excludes every combination")]
    [InlineData("sweep: {seed: [1, 2], exclude: {seed: 1}}", "configs/a.yaml(3,32): sweep.exclude: expects a list of mappings of dotted keys to values, not a mapping")]
    [InlineData("sweep: {seed: [1, 2], include: [3]}", "configs/a.yaml(3,33): sweep.include[0]: expects a mapping of dotted keys to values, not '3'")]
    [InlineData("sweep: {seed: [1, 2], include: [{seed: 2}]}", "configs/a.yaml(3,34): sweep.include: makes an experiment that the sweep makes already; remove it")]
    [InlineData("sweep: {seed: [1, 2], include: [{sed: 3}]}", "configs/a.yaml(3,34): sed: unknown key; did you mean seed?")]
    [InlineData("sweep: {seed: [1, 2], seed.x: []}", "configs/a.yaml(3,31): sweep.seed.x: expects a list of values, not an empty list")]
    public void Include_and_exclude_are_strict(string sweep, string problem) =>
        Assert.Equal(problem, _folder.With("a.yaml", $"name: b\nhead: softmax\n{sweep}").Problems("a.yaml"));

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Names(string sweep, params string[] overrides) =>
        _folder.With("a.yaml", $"name: b\nhead: softmax\nsweep:\n  {sweep}").Read("a.yaml", overrides).Select(config => config.Name);
}
