namespace Pipeline.Configuration;

/// <summary>A configuration that cannot be used; the message has one line per problem, in order of position.</summary>
internal sealed class ConfigException(IReadOnlyList<ConfigProblem> problems) : PipelineException(string.Join('\n', problems))
{
    public IReadOnlyList<ConfigProblem> Problems => problems;

    public override int ExitCode => 2;
}
