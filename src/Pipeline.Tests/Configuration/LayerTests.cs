namespace Pipeline.Tests.Configuration;

public sealed class LayerTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    [Fact]
    public void A_file_is_the_difference_from_the_one_it_extends()
    {
        _folder
            .With("bases/base.yaml", """
                name: base
                seed: 1
                data: {low: 0.1, sizes: [1, 2, 3]}
                head: {kind: softmax, epochs: 5, optimizer: {kind: sgd, momentum: 0.5}}
                """)
            .With("bases/middle.yaml", "{extends: base.yaml, data: {high: 0.9}, seed: 2}")
            .With("a.yaml", "{extends: bases/middle.yaml, name: a, data: {sizes: [9]}, head: {optimizer: {learning_rate: 0.3}}}");

        var config = _folder.ReadOne("a.yaml");
        Assert.Equal("a", config.Name);
        Assert.Equal(2, config.Seed);
        Assert.Equal((0.1, 0.9), (config.Data!.Low, config.Data.High));
        Assert.Equal([9], config.Data.Sizes!);
        Assert.Equal(new SampleSoftmax(5, new SampleSgd(0.3, 0.5)), config.Head);
    }

    [Theory]
    [InlineData("head: lbfgs")]
    [InlineData("head: {kind: lbfgs}")]
    public void Another_kind_replaces_the_mapping_whole(string head)
    {
        _folder.With("base.yaml", "{name: base, head: {kind: softmax, epochs: 5}}").With("a.yaml", $"extends: base.yaml\n{head}");
        Assert.Equal(new SampleLbfgs(), _folder.ReadOne("a.yaml").Head);
    }

    [Theory]
    [InlineData("head: softmax")]
    [InlineData("head: {kind: softmax}")]
    [InlineData("head: {}")]
    public void The_same_kind_or_none_keeps_the_rest(string head)
    {
        _folder.With("base.yaml", "{name: base, head: {kind: softmax, epochs: 5}}").With("a.yaml", $"extends: base.yaml\n{head}");
        Assert.Equal(new SampleSoftmax(5), _folder.ReadOne("a.yaml").Head);
    }

    [Fact]
    public void A_scalar_in_the_base_is_extended_like_the_mapping_it_is_short_for()
    {
        _folder.With("base.yaml", "{name: base, head: softmax, backbone: resnet50}")
            .With("a.yaml", "{extends: base.yaml, head: {epochs: 7}, backbone: {path: x.onnx}}");
        var config = _folder.ReadOne("a.yaml");
        Assert.Equal(new SampleSoftmax(7), config.Head);
        Assert.Equal(new SampleBackbone("resnet50", "x.onnx"), config.Backbone);
    }

    [Fact]
    public void Nothing_puts_a_default_back()
    {
        _folder.With("base.yaml", "{name: base, head: mean, data: {low: 0.1}}").With("a.yaml", "extends: base.yaml\ndata:\n");
        Assert.Null(_folder.ReadOne("a.yaml").Data);
    }

    [Fact]
    public void Problems_point_to_the_file_that_holds_the_value()
    {
        _folder.With("base.yaml", "name: base\nhead:\n  kind: softmax\n  epochs: 0\n").With("a.yaml", "extends: base.yaml\nsed: 1\nhead:\n  l2: -1\n");
        Assert.Equal(
            """
            configs/a.yaml(2,1): sed: unknown key; did you mean seed?
            configs/a.yaml(4,7): head.l2: -1 is out of range; it must be from 0 to 1000
            configs/base.yaml(4,11): head.epochs: 0 is out of range; it must be from 1 to 10000
            """,
            _folder.Problems("a.yaml"));
    }

    [Fact]
    public void A_missing_base_is_reported_where_it_is_named() => Assert.Equal(
        "configs/a.yaml(2,10): extends: file not found: configs/bass.yaml; did you mean base.yaml?",
        _folder.With("base.yaml", "").With("a.yaml", "name: a\nextends: bass.yaml").Problems("a.yaml"));

    [Fact]
    public void Files_that_extend_each_other_in_a_circle_are_reported() => Assert.Equal(
        "configs/b.yaml(1,11): extends: goes in a circle: configs/a.yaml -> configs/b.yaml -> configs/a.yaml",
        _folder.With("a.yaml", "{extends: b.yaml}").With("b.yaml", "{extends: ./a.yaml}").Problems("a.yaml"));

    [Fact]
    public void A_list_of_bases_is_a_problem() => Assert.Equal(
        "configs/a.yaml(1,11): extends: expects the path of one file, not a list", _folder.With("a.yaml", "{extends: [b.yaml]}").Problems("a.yaml"));

    [Fact]
    public void What_is_wrong_with_the_options_is_reported_together_with_what_is_wrong_with_the_file() => Assert.Equal(
        """
        configs/a.yaml(1,10): seed: expects an integer, not 'x'
        --set hed.kind=lbfgs: hed: unknown key; did you mean head?
        --set head.epochs=0: head.epochs: 0 is out of range; it must be from 1 to 10000
        --set nonsense: expects a dotted key, '=' and a value, as in head.kind=softmax
        --set data..low=1: expects a dotted key, '=' and a value, as in head.kind=softmax
        --set extends=b.yaml: extends: only a file can extend another
        """,
        _folder.With("a.yaml", "{ seed:  x, name: a, head: softmax}").Problems(
            "a.yaml", "hed.kind=lbfgs", "head.epochs=0", "nonsense", "data..low=1", "extends=b.yaml"));

    [Fact]
    public void An_option_that_is_not_YAML_says_so() => Assert.StartsWith(
        "--set data.sizes=[1,: not valid YAML: ",
        _folder.With("a.yaml", "{name: a, head: mean}").Problems("a.yaml", "data.sizes=[1,"),
        StringComparison.Ordinal);

    [Fact]
    public void Options_are_YAML_and_the_last_one_wins()
    {
        _folder.With("a.yaml", "{name: a, head: softmax}");
        var config = _folder.ReadOne(
            "a.yaml", "seed=1", "data.sizes=[1,2]", "head.optimizer.kind=sgd", "head.optimizer.momentum=0.5", "backbone={name: x, path: y}",
            "seed=2", "description=", "name=b");
        Assert.Equal(2, config.Seed);
        Assert.Equal([1, 2], config.Data!.Sizes!);
        Assert.Equal(new SampleSoftmax(100, new SampleSgd(0.1, 0.5)), config.Head);
        Assert.Equal(new SampleBackbone("x", "y"), config.Backbone);
        Assert.Null(config.Description);
        Assert.Equal("b", config.Name);
    }

    [Fact]
    public void An_option_that_names_another_kind_drops_the_keys_of_the_former()
    {
        _folder.With("a.yaml", "{name: a, head: {kind: softmax, epochs: 5, optimizer: sgd}}");
        Assert.Equal(new SampleLbfgs(), _folder.ReadOne("a.yaml", "head.kind=lbfgs").Head);
        Assert.Equal(new SampleSoftmax(5, new SampleAdam()), _folder.ReadOne("a.yaml", "head.optimizer.kind=adam").Head);
        Assert.Equal(new SampleSoftmax(5, new SampleSgd()), _folder.ReadOne("a.yaml", "head=softmax").Head);
    }

    [Fact]
    public void An_option_may_give_what_the_file_lacks() =>
        Assert.Equal(new SampleSoftmax(3), _folder.With("a.yaml", "name: a").ReadOne("a.yaml", "head.kind=softmax", "head.epochs=3").Head);

    [Fact]
    public void A_missing_file_and_a_folder_are_reported_without_a_position()
    {
        Assert.Equal("configs/a.yaml: file not found", _folder.Problems("a.yaml"));
        Directory.CreateDirectory(_folder.PathOf("sub"));
        Assert.Equal("configs/sub: is a folder; a YAML file is expected", _folder.Problems("sub"));
    }

    public void Dispose() => _folder.Dispose();
}
