using Pipeline.Configuration.Binding;

namespace Pipeline.Datasets;

/// <summary>Which class folders take part.</summary>
internal static class ClassChoice
{
    /// <param name="asked">The config's classes; null for all.</param>
    /// <param name="folders">The class folders that exist.</param>
    /// <returns>The labels in ordinal order, in whatever order they were asked for.</returns>
    /// <exception cref="PipelineException">A class has no folder, or stands twice, or the list is empty.</exception>
    public static LabelSet Choose(IReadOnlyList<string>? asked, IReadOnlyList<string> folders)
    {
        if (asked is null)
        {
            return new LabelSet(folders);
        }

        if (asked.Count == 0)
        {
            throw new PipelineException("dataset.classes is empty: name classes, or leave the key out for all");
        }

        if (asked.FirstOrDefault(name => !folders.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            string meant = Suggestion.For(unknown, folders) is { } near ? $"did you mean '{near}'? " : "";
            throw new PipelineException($"dataset.classes: there is no folder '{unknown}'; {meant}Folders: {string.Join(", ", folders)}");
        }

        if (asked.CountBy(name => name, StringComparer.Ordinal).FirstOrDefault(pair => pair.Value > 1).Key is { } twice)
        {
            throw new PipelineException($"dataset.classes: '{twice}' stands twice: name each class once");
        }

        return new LabelSet(asked.Order(StringComparer.Ordinal));
    }
}
