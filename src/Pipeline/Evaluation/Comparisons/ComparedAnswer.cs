namespace Pipeline.Evaluation.Comparisons;

/// <summary>A held-out answer, as far as a comparison of runs looks at it.</summary>
/// <param name="Image">The image's name, for people.</param>
/// <param name="Content">SHA-256 of its bytes: what makes it the same image in two runs, wherever its file lies.</param>
/// <param name="Group">Shared by images that show the same thing: the beginning of the smallest content hash among them.</param>
/// <param name="Truth">Its label.</param>
/// <param name="Repeat">Which drawing of the split held it out, from 0.</param>
/// <param name="Fold">Which part of that drawing, from 0.</param>
/// <param name="Points">The grade: 10, 5 or 0.</param>
/// <param name="IsRight">Whether the first answer was right.</param>
internal readonly record struct ComparedAnswer(string Image, string Content, string Group, string Truth, int Repeat, int Fold, int Points, bool IsRight);
