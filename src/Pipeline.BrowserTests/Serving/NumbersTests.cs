using System.Text.Json;

namespace Pipeline.BrowserTests.Serving;

/// <summary>The page's own small functions, asked in the browser that will run them.</summary>
public sealed class NumbersTests(Chromium chromium, ServedProject project)
{
    [Theory]
    [InlineData("points(356.25)", "356.2")]
    [InlineData("wholePoints(462.5)", "463")]
    [InlineData("wholePoints(-37.5)", "-38")]
    [InlineData("wholePoints(-0.4)", "0")]
    [InlineData("points(-31.25)", "-31.2")]
    [InlineData("points(243.75)", "243.8")]
    [InlineData("points(305)", "305")]
    [InlineData("points(-0.01)", "0")]
    [InlineData("percent(0.4604)", "46.0 %")]
    [InlineData("duration(9.876)", "9.88 ms")]
    [InlineData("duration(98.76)", "98.8 ms")]
    [InlineData("duration(1234)", "1.23 s")]
    [InlineData("duration(90000)", "1.50 min")]
    [InlineData("duration(null)", "–")]
    [InlineData("milliseconds(0.02)", "<0.1")]
    [InlineData("bytes(999)", "999 bytes")]
    [InlineData("bytes(20000000)", "20 MB")]
    [InlineData("bytes(2345678)", "2.3 MB")]
    [InlineData("confidence({ probability: null, score: -1.234 })", "score -1.23")]
    [InlineData("list(['a', 'b', 'c'])", "a, b and c")]
    public async Task Numbers_look_as_in_the_tables_of_the_console(string call, string expected) =>
        Assert.Equal(expected, await EvaluateAsync("format.js", call));

    [Theory]
    [InlineData("ascending", "[\"b\",\"a\",\"c\",\"d\"]")]
    [InlineData("descending", "[\"a\",\"c\",\"b\",\"d\"]")]
    public async Task What_is_unknown_stands_last_in_both_directions(string direction, string expected) =>
        Assert.Equal(expected, await EvaluateAsync("runs.js", $$"""
            JSON.stringify(sorted([{ name: 'd', value: null }, { name: 'c', value: 2 }, { name: 'a', value: 2 }, { name: 'b', value: 1 }], { read: run => run.value }, '{{direction}}').map(run => run.name))
            """));

    private async Task<string> EvaluateAsync(string module, string call)
    {
        await using var tab = await chromium.OpenAsync();
        await tab.Page.GotoAsync((await project.AddressAsync()).AbsoluteUri);
        string function = call[..call.IndexOf('(', StringComparison.Ordinal)];
        string exported = function.StartsWith("JSON", StringComparison.Ordinal) ? "sorted" : function;
        return (await tab.Page.EvaluateAsync<JsonElement>($"async () => {{ const {{ {exported} }} = await import('/assets/{module}'); return {call}; }}")).GetString()!;
    }
}
