namespace Pipeline.Splits;

/// <summary>The part of each of N images in each of R x F folds, <c>[N, R, F]</c>; at first everything is trained on.</summary>
internal sealed class PartTable(int images, int repeats, int folds)
{
    private readonly Part[] _parts = new Part[images * repeats * folds];

    public int Images => images;

    public int Repeats => repeats;

    /// <summary>F, the folds of one repeat; 1 for a hold-out.</summary>
    public int Folds => folds;

    /// <returns>The part of one image in each fold of one repeat, <c>[F]</c>.</returns>
    public Span<Part> Of(int image, int repeat) => _parts.AsSpan(((image * repeats) + repeat) * folds, folds);

    /// <returns>The part of one image in all folds, <c>[R * F]</c>.</returns>
    public ReadOnlySpan<Part> Of(int image) => _parts.AsSpan(image * repeats * folds, repeats * folds);

    /// <returns>The images of one part of one fold, ascending.</returns>
    public int[] ImagesIn(Part part, int repeat, int fold) => [.. Enumerable.Range(0, images).Where(image => Of(image, repeat)[fold] == part)];

    /// <returns>One text per repeat; see <see cref="PartNotation"/>.</returns>
    public string[] Describe(int image) => [.. Enumerable.Range(0, repeats).Select(repeat => PartNotation.Write(Of(image, repeat)))];
}
