namespace Pipeline.Configuration.Binding;

/// <summary>"Did you mean": the known word that a misspelt one is nearest to.</summary>
internal static class Suggestion
{
    /// <returns>Null when no word is near enough to be meant: at most a third of its letters may differ, whatever their case.</returns>
    public static string? For(string word, IEnumerable<string> known) => known
        .Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(pair => pair.distance <= Math.Max(word.Length, pair.candidate.Length) / 3)
        .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
        .Select(pair => pair.candidate).FirstOrDefault();

    /// <summary>The end of a message: the word that was meant, else all that there are.</summary>
    /// <param name="noun">What the words are, in the plural.</param>
    /// <param name="word">The misspelt word.</param>
    /// <param name="known">The words that exist.</param>
    public static string Or(string noun, string word, IReadOnlyList<string> known) => (For(word, known), known) switch
    {
        ({ } meant, _) => $"did you mean {meant}?",
        (_, []) => $"there are no {noun}",
        _ => $"{noun}: {string.Join(", ", known)}",
    };

    /// <summary>Edits between two words, an exchange of neighbours counting as one (optimal string alignment after Damerau 1964).</summary>
    internal static int Distance(string a, string b)
    {
        var costs = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                costs[i, j] = i == 0 ? j : j == 0 ? i : Cheapest(i, j);
            }
        }

        return costs[a.Length, b.Length];

        int Cheapest(int i, int j)
        {
            var replaced = costs[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            var cost = Math.Min(replaced, Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1);
            var exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            return exchanged ? Math.Min(cost, costs[i - 2, j - 2] + 1) : cost;
        }
    }
}
