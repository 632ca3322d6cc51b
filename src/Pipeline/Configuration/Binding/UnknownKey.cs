using Pipeline.Configuration.Shapes;

namespace Pipeline.Configuration.Binding;

/// <summary>Why a key is not known, and which one was probably meant.</summary>
internal static class UnknownKey
{
    /// <param name="key">The key as written.</param>
    /// <param name="record">The record that has no such key.</param>
    /// <param name="union">The union that the record is a member of here, if it is.</param>
    public static string Explain(string key, RecordShape record, UnionShape? union)
    {
        string[] owners = [.. (union?.Members ?? []).Where(member => member.Find(key) is not null).Select(member => member.Kind!)];
        if (owners.Length > 0)
            return $"{key} is not a key of {union!.Discriminator} {record.Kind}; it belongs to {Series(owners)}";

        string[] known = [.. union is null ? [] : new[] { union.Discriminator }, .. record.Keys.Select(known => known.Name)];
        return $"unknown key; {Suggestion.Or("known keys", key, known)}";
    }

    private static string Series(string[] words) => words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} and {words[^1]}";
}
