using System.Globalization;

namespace Pipeline.Splits;

/// <summary>
/// The parts of one image in one repeat, as people read them in split files and ledgers: <c>train</c>, <c>validation</c> or <c>test</c> where
/// a repeat has one fold; <c>test 3</c> or <c>test 3, validation 1 4</c> where it has several, the image being trained on in the folds not named.
/// </summary>
internal static class PartNotation
{
    private static readonly Part[] NamedWithFolds = [Part.Test, Part.Validation];

    /// <param name="folds">The part in each fold of one repeat, <c>[F]</c>.</param>
    public static string Write(ReadOnlySpan<Part> folds)
    {
        if (folds.Length == 1)
        {
            return Name(folds[0]);
        }

        var pieces = new List<string>();
        foreach (var part in NamedWithFolds)
        {
            string numbers = Numbers(folds, part);
            if (numbers.Length > 0)
            {
                pieces.Add(Name(part) + numbers);
            }
        }

        return pieces.Count == 0 ? Name(Part.Train) : string.Join(", ", pieces);
    }

    /// <summary>The reverse of <see cref="Write"/>.</summary>
    /// <exception cref="FormatException">The text is no such notation, or gives one fold two parts.</exception>
    public static Part[] Read(string text, int folds)
    {
        var parts = new Part[folds];
        foreach (string piece in text.Split(", "))
        {
            string[] words = piece.Split(' ');
            Fill(parts, Named(words[0], text), words.AsSpan(1), text);
        }

        return parts;
    }

    public static string Name(Part part) => part switch
    {
        Part.Train => "train",
        Part.Validation => "validation",
        Part.Test => "test",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    private static void Fill(Part[] parts, Part part, ReadOnlySpan<string> folds, string text)
    {
        if (parts.Length == 1 || part == Part.Train)
        {
            if (folds.Length > 0 || text.Contains(','))
            {
                throw new FormatException($"'{text}' is not a part");
            }

            Array.Fill(parts, part);
            return;
        }

        if (folds.IsEmpty)
        {
            throw new FormatException($"'{text}' names no fold");
        }

        foreach (string word in folds)
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int fold) || fold >= parts.Length)
            {
                throw new FormatException($"'{text}' names fold '{word}', and there are folds 0 to {parts.Length - 1}");
            }

            parts[fold] = parts[fold] == Part.Train ? part : throw new FormatException($"'{text}' gives fold {fold} twice");
        }
    }

    private static Part Named(string name, string text) => name switch
    {
        "train" => Part.Train,
        "validation" => Part.Validation,
        "test" => Part.Test,
        _ => throw new FormatException($"'{text}' is not a part; parts are train, validation and test"),
    };

    private static string Numbers(ReadOnlySpan<Part> folds, Part part)
    {
        string numbers = "";
        for (int fold = 0; fold < folds.Length; fold++)
        {
            numbers += folds[fold] == part ? string.Create(CultureInfo.InvariantCulture, $" {fold}") : "";
        }

        return numbers;
    }
}
