namespace Pipeline.Splits;

/// <summary>One fit and what it is scored on. The three parts hold indexes into the list of images, ascending; they are disjoint and together complete.</summary>
/// <param name="Repeat">Number of the repeat, from 0.</param>
/// <param name="Index">Number of the fold within its repeat, from 0; always 0 for a hold-out.</param>
/// <param name="Train">What the head learns from.</param>
/// <param name="Validation">What decides when learning stops; empty without a validation share.</param>
/// <param name="Test">What is held out and scored.</param>
internal sealed record Fold(int Repeat, int Index, int[] Train, int[] Validation, int[] Test);
