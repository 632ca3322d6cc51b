namespace Pipeline.Datasets.Checking;

/// <summary>
/// From where on an image is reported. The vocabulary is cleanvision's, and so are its figures where the measure is the same (aspect, brightness, entropy); the others were
/// set on 567 photos and 50 drawings, see docs/data.md.
/// </summary>
/// <param name="Tiny">Shorter side in pixels: less is enlarged at least 3.5 times for a network of 224 pixels.</param>
/// <param name="Aspect">Shorter by longer side.</param>
/// <param name="Dark">Brightness, 0 to 1, that 1 % of the pixels reach.</param>
/// <param name="Light">Brightness, 0 to 1, that 95 % of the pixels reach.</param>
/// <param name="Blur">Mean square of the Laplacian by variance, at 256 pixels.</param>
/// <param name="Information">Entropy of the grey levels in bits.</param>
/// <param name="Grey">Colour, 0 to 255, of the most colourful 1 % of pixels.</param>
/// <param name="Distance">Bits of the perceptual hash that may differ between near-duplicates.</param>
internal sealed record CheckThresholds(
    double Tiny = 64,
    double Aspect = 0.35,
    double Dark = 0.32,
    double Light = 0.95,
    double Blur = 0.025,
    double Information = 3,
    double Grey = 8,
    double Distance = 12)
{
    public static IEnumerable<string> Names => typeof(CheckThresholds).GetProperties().Where(property => property.PropertyType == typeof(double)).Select(property => property.Name.ToLowerInvariant());

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">The new threshold.</param>
    /// <exception cref="PipelineException">There is no such threshold.</exception>
    public CheckThresholds With(string name, double value) => name switch
    {
        "tiny" => this with { Tiny = value },
        "aspect" => this with { Aspect = value },
        "dark" => this with { Dark = value },
        "light" => this with { Light = value },
        "blur" => this with { Blur = value },
        "information" => this with { Information = value },
        "grey" => this with { Grey = value },
        "distance" when value is >= 0 and <= 16 => this with { Distance = Math.Floor(value) },
        "distance" => throw new PipelineException("--threshold distance takes 0 to 16 bits"),
        _ => throw new PipelineException($"--threshold: there is no threshold '{name}'; there are {string.Join(", ", Names)}"),
    };
}
