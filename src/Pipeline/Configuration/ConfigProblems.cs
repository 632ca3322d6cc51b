namespace Pipeline.Configuration;

/// <summary>Collects everything that is wrong, so that it can be mended in one go.</summary>
internal sealed class ConfigProblems
{
    private readonly List<string> _sources = [];
    private readonly List<ConfigProblem> _problems = [];

    public bool Any => _problems.Count > 0;

    /// <summary>Problems are listed by source in the order in which the sources were opened.</summary>
    public void Open(string sourceName)
    {
        if (!_sources.Contains(sourceName, StringComparer.Ordinal))
            _sources.Add(sourceName);
    }

    /// <summary>The experiments of a sweep share most of their text; what is wrong with all of them is listed once.</summary>
    public void Add(ConfigSource source, string path, string message)
    {
        ConfigProblem problem = new(source, path, message);
        if (!_problems.Contains(problem))
            _problems.Add(problem);
    }

    /// <exception cref="ConfigException">There are problems; it holds them in order of position.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new ConfigException([.. InOrder()]);
    }

    private IEnumerable<ConfigProblem> InOrder()
    {
        _problems.ForEach(problem => Open(problem.Source.Name));
        return _problems
            .OrderBy(problem => _sources.IndexOf(problem.Source.Name))
            .ThenBy(problem => problem.Source.Line)
            .ThenBy(problem => problem.Source.Column);
    }
}
