namespace Pipeline.Configuration;

/// <summary>One thing to mend: <c>configs/adam.yaml(12,5): head.learning_rat: unknown key; did you mean learning_rate?</c></summary>
/// <param name="Source">Where it was written.</param>
/// <param name="Path">The dotted key (<c>head.learning_rat</c>, <c>dataset.classes[2]</c>); empty when the whole document is meant.</param>
/// <param name="Message">What is wrong and, where known, what to do.</param>
internal sealed record ConfigProblem(ConfigSource Source, string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? $"{Source}: {Message}" : $"{Source}: {Path}: {Message}";
}
