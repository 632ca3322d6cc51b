using System.Globalization;
using System.Text;
using CsCheck;
using Pipeline.Configuration;

namespace Pipeline.Tests.Configuration;

public sealed class YamlTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    [Theory]
    [InlineData("", "a.yaml: the file is empty")]
    [InlineData("# only a comment\n", "a.yaml: the file is empty")]
    [InlineData("---\n", "a.yaml: the file is empty")]
    [InlineData("name: a\nhead: mean\n---\nname: b\n", "a.yaml(3,1): not valid YAML: a second document starts here; one is expected")]
    [InlineData("name: a\nhead: *other\n", "a.yaml(2,7): not valid YAML: no anchor &other stands before this alias")]
    [InlineData("name: !!str a\n", "a.yaml(1,7): not valid YAML: tags such as tag:yaml.org,2002:str have no meaning here; quote a value that is text")]
    [InlineData("{[a, b]: c}", "a.yaml(1,2): not valid YAML: a key must be text, not a list or a mapping")]
    public void A_file_that_is_not_one_document_of_plain_YAML_says_where(string text, string problem) => Assert.Equal(problem, Problems(text));

    [Theory]
    [InlineData("name: [a\nhead: b", "a.yaml(2,1): not valid YAML: ")]
    [InlineData("name: a\n\thead: b", "a.yaml(1,7): not valid YAML: ")]
    [InlineData("name: a\n  head: b", "a.yaml(2,7): not valid YAML: ")]
    [InlineData("name: 'a\n", "a.yaml(1,7): not valid YAML: ")]
    [InlineData("name: @a\n", "a.yaml(1,7): not valid YAML: ")]
    public void A_slip_in_the_YAML_itself_has_its_position(string text, string start)
    {
        var problem = Problems(text);
        Assert.StartsWith(start, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_a_position() => Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).List[0, 25].Sample(pieces =>
    {
        try
        {
            RecordReader.Parse<SampleConfig>(string.Concat(pieces), "a.yaml");
        }
        catch (ConfigException e)
        {
            Assert.All(e.Problems, problem => Assert.True(problem.Source.Line > 0 || problem.Message == "the file is empty"));
        }
    }, iter: 20_000);

    [Fact]
    public void Anchors_and_aliases_repeat_a_value()
    {
        var config = RecordReader.Parse<SampleConfig>("{name: a, head: &h {kind: softmax, epochs: 3}, others: [*h, *h]}", "a.yaml");
        Assert.Equal([new SampleSoftmax(3), new SampleSoftmax(3)], config.Others!);
    }

    [Fact]
    public void Aliases_that_stand_for_billions_of_values_are_refused()
    {
        StringBuilder text = new("others: [&a0 [x, x, x, x, x, x, x, x, x, x]");
        for (var i = 1; i < 10; i++)
            text.Append(CultureInfo.InvariantCulture, $", &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");

        Assert.EndsWith("not valid YAML: more than 100000 values", Problems(text.Append(']').ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_nesting_that_would_overflow_the_stack_is_refused() =>
        Assert.Equal("a.yaml(1,73): not valid YAML: nested deeper than 64 levels", Problems("others: " + new string('[', 5000)));

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text_and_lines_may_end_either_way()
    {
        File.WriteAllText(_folder.PathOf("a.yaml"), "name: a\r\nhead: mean\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(new SampleMean(), _folder.ReadOne("a.yaml").Head);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_problem()
    {
        File.WriteAllBytes(_folder.PathOf("a.yaml"), [.. "name: a"u8, 0xE9, (byte)'\n']);
        Assert.Equal("configs/a.yaml: is not UTF-8 text", _folder.Problems("a.yaml"));
    }

    [Theory]
    [InlineData("- a\n- b\n", "configs/a.yaml(1,1): expects a mapping of keys to values, not a list")]
    [InlineData("hello", "configs/a.yaml(1,1): expects a mapping of keys to values, not 'hello'")]
    public void A_document_that_is_no_mapping_is_a_problem(string text, string problem) => Assert.Equal(problem, _folder.With("a.yaml", text).Problems("a.yaml"));

    [Fact]
    public void A_record_other_than_an_experiment_is_read_from_a_file_too()
    {
        Assert.Equal(new SampleBackbone("x"), RecordReader.Read<SampleBackbone>(_folder.With("a.yaml", "name: x").PathOf("a.yaml")));
        _folder.With("b.yaml", "{extends: a.yaml, pth: x}");
        Assert.Equal(
            """
            configs/b.yaml(1,2): extends: unknown key; known keys: name, path
            configs/b.yaml(1,19): pth: unknown key; did you mean path?
            """,
            Assert.Throws<ConfigException>(() => RecordReader.Read<SampleBackbone>(_folder.PathOf("b.yaml"))).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static readonly string[] Pieces =
    [
        "name", "head", "mean", ": ", ":", "a", "'", "\"", "[", "]", "{", "}", ", ", "\n", "\n  ", "\t", "- ",
        "&x ", "*x", "!", "|\n", ">", "# ", "---", "...", "? ", "%", "@",
        "<<", "\\u00", "\0", "\uD800", "\u2028", "~", "1", ".5", "-",
    ];

    private static string Problems(string text) => Assert.Throws<ConfigException>(() => RecordReader.Parse<SampleConfig>(text, "a.yaml")).Message;
}
