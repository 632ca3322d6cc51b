using System.Globalization;

namespace Pipeline.Imaging;

/// <summary>How a network wants its pixels: a fact about its weights.</summary>
public sealed record TransformSpec
{
    /// <summary>Raised whenever the code of this room makes other pixels of the same file.</summary>
    private const int AlgorithmVersion = 1;

    /// <param name="resizeShorterSide">Pixels of the shorter side after resizing; the aspect ratio stays.</param>
    /// <param name="crop">Side of the centred square that is cut out, in pixels.</param>
    /// <param name="mean">Of red, green and blue on a scale of 0 to 1; subtracted.</param>
    /// <param name="std">Of red, green and blue on a scale of 0 to 1; divided by.</param>
    /// <exception cref="PipelineException">The numbers do not describe a transform.</exception>
    public TransformSpec(int resizeShorterSide, int crop, IReadOnlyList<float> mean, IReadOnlyList<float> std)
    {
        if (crop < 1 || resizeShorterSide < crop)
        {
            throw new PipelineException(
                $"transform: a crop of {crop} does not fit a shorter side of {resizeShorterSide}; crop must be between 1 and that.");
        }

        if (mean.Count != RgbImage.Channels || std.Count != RgbImage.Channels || !mean.All(float.IsFinite) || !std.All(IsScale))
            throw new PipelineException("transform: mean and std must be three finite numbers each (red, green, blue), std above 0.");
        (ResizeShorterSide, Crop, Mean, Std) = (resizeShorterSide, crop, [.. mean], [.. std]);
    }

    public int ResizeShorterSide { get; }

    public int Crop { get; }

    public IReadOnlyList<float> Mean { get; }

    public IReadOnlyList<float> Std { get; }

    /// <summary>Floats of one image: 3 * Crop * Crop.</summary>
    public int TensorLength => RgbImage.Channels * Crop * Crop;

    /// <summary>
    /// Canonical text that differs whenever the pixels of some file would: the numbers above, the version of this room's code, and that of
    /// the library that decodes.
    /// </summary>
    public string Key => string.Create(CultureInfo.InvariantCulture,
        $"triangle-{AlgorithmVersion} {VipsCodec.LibraryName} resize={ResizeShorterSide} crop={Crop} mean={Join(Mean)} std={Join(Std)}");

    public bool Equals(TransformSpec? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    private static bool IsScale(float value) => float.IsFinite(value) && value > 0;

    private static string Join(IEnumerable<float> values) =>
        string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
