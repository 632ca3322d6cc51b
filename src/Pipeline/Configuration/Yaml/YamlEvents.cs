using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pipeline.Configuration.Yaml;

/// <summary>
/// YamlDotNet's events of a text. Its scanner answers some malformed texts (an unclosed <c>[a</c> before a line <c>b: c</c>) with an
/// InvalidOperationException; here every malformed text is a <see cref="YamlException"/> with a position.
/// </summary>
internal sealed class YamlEvents : IParser
{
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    public YamlEvents(string text)
    {
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    public ParsingEvent? Current => _parser.Current;

    public bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception e) when (e is not (YamlException or OutOfMemoryException))
        {
            const string message = "a bracket, a brace or a quote is not closed, or the indentation is wrong";
            throw new YamlException(_scanner.CurrentPosition, _scanner.CurrentPosition, message, e);
        }
    }
}
