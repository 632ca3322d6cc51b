using CsCheck;
using Pipeline.Configuration;

namespace Pipeline.Tests.Configuration;

public sealed class ConfigSchemaTests
{
    private static readonly JsonSchemaCheck Sample = new(ConfigSchema.Write<SampleConfig>("Sample"));

    [Fact]
    public void The_committed_schema_is_the_one_that_the_records_make()
    {
        var path = Path.Combine(Repository.Root, ConfigSchema.Path);
        var committed = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(ConfigSchema.Write() == committed, $"{ConfigSchema.Path} is out of date; write it anew with: pipeline config schema --output configs/schema/experiment.schema.json");
    }

    [Fact]
    public void Whatever_the_writer_writes_the_schema_accepts()
    {
        ConfigGen.Of<SampleConfig>().Sample(config => Assert.True(Sample.Accepts(ConfigWriter.Write(config))), iter: 300);
        JsonSchemaCheck experiment = new(ConfigSchema.Write());
        ConfigGen.Of<ExperimentConfig>().Sample(config => Assert.True(experiment.Accepts(ConfigWriter.Write(config))), iter: 200);
    }

    [Theory]
    [InlineData("{name: a, head: mean}")]
    [InlineData("{name: a, head: {kind: lbfgs, l2: 1}, backbone: resnet50, others: [mean, {kind: softmax}], description: }")]
    [InlineData("{extends: b.yaml}")]
    [InlineData("{extends: b.yaml, head: {epochs: 3, optimizer: {momentum: 0.5}}}")]
    [InlineData("{name: a, sweep: {head: [softmax, {kind: lbfgs, l2: 1}]}}")]
    [InlineData("{name: a, head: softmax, sweep: {head.optimizer.kind: [adam, sgd], head.l2: [0, 1], data.sizes: [[1], [2, 3]]}}")]
    [InlineData("{name: a, head: softmax, sweep: {backbone: [resnet50, {name: x}]}}")]
    public void What_the_reader_takes_the_schema_accepts(string text) => Assert.True(Sample.Accepts(text));

    [Theory]
    [InlineData("{head: mean}", "name is missing")]
    [InlineData("{name: a}", "head is missing")]
    [InlineData("{name: a, head: mean, colour: red}", "unknown key")]
    [InlineData("{name: a, head: {epochs: 3}}", "kind is missing")]
    [InlineData("{name: a, head: forest}", "unknown kind")]
    [InlineData("{name: a, head: {kind: lbfgs, epochs: 3}}", "key of another kind")]
    [InlineData("{name: a, head: {kind: softmax, optimizer: {kind: adam, beta1: 1}}}", "at an exclusive bound")]
    [InlineData("{name: a, head: {kind: softmax, epochs: 0}}", "below the range")]
    [InlineData("{name: a, head: mean, seed: 1.5}", "no integer")]
    [InlineData("{name: a, head: mean, seed: }", "null")]
    [InlineData("{name: a, head: mean, data: {policy: leave-out}}", "unknown word")]
    [InlineData("{name: a, head: mean, data: {sizes: [1, 12]}}", "item out of range")]
    [InlineData("{name: A b, head: mean}", "against the pattern")]
    [InlineData("{name: a, head: mean, others: [{l2: 1}]}", "kind of an item is missing")]
    [InlineData("{extends: b.yaml, head: {kind: lbfgs, epochs: 3}}", "key of another kind over a base")]
    [InlineData("{extends: [b.yaml], name: a, head: mean}", "extends is a list")]
    [InlineData("{extends: b.yaml, others: [{l2: 1}]}", "an item is whole even over a base")]
    [InlineData("{name: a, head: mean, sweep: {sed: [1, 2]}}", "unknown key swept")]
    [InlineData("{name: a, head: mean, sweep: {seed: []}}", "no value swept")]
    [InlineData("{name: a, head: mean, sweep: {seed: [1, 1]}}", "a value swept twice")]
    [InlineData("{name: a, head: mean, sweep: {seed: [-1]}}", "a swept value out of range")]
    [InlineData("{name: a, head: mean, sweep: {name: [a, b]}}", "names swept")]
    [InlineData("{name: a, head: mean, sweep: {}}", "nothing swept")]
    public void What_the_reader_refuses_the_schema_refuses(string text, string why)
    {
        Assert.False(Sample.Accepts(text), why);
        if (!text.Contains("extends: b", StringComparison.Ordinal))
        {
            using ConfigFolder folder = new();
            Assert.Throws<ConfigException>(() => folder.With("a.yaml", text).Read("a.yaml"));
        }
    }
}
