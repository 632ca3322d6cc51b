using System.Globalization;
using Pipeline.Imaging;

namespace Pipeline.Datasets.Checking;

/// <summary>What is odd about single files.</summary>
internal sealed class FileFindings(CheckThresholds thresholds)
{
    private static readonly Dictionary<ImageFormat, string[]> Extensions = new()
    {
        [ImageFormat.Jpeg] = [".jpg", ".jpeg", ".jpe", ".jfif"],
        [ImageFormat.Png] = [".png"],
        [ImageFormat.Gif] = [".gif"],
        [ImageFormat.WebP] = [".webp"],
        [ImageFormat.Tiff] = [".tif", ".tiff"],
        [ImageFormat.Bmp] = [".bmp", ".dib"],
        [ImageFormat.Avif] = [".avif"],
    };

    public IEnumerable<CheckFinding> Of(CheckedImage image)
    {
        if (!image.Decodes)
        {
            yield return new CheckFinding(CheckKind.Unreadable, [image.Path], image.Problem);
        }

        if (image.Format is { } format && Extensions.TryGetValue(format, out string[]? extensions) && !extensions.Contains(Path.GetExtension(image.Path), StringComparer.OrdinalIgnoreCase))
        {
            yield return new CheckFinding(CheckKind.WrongExtension, [image.Path], $"{format.DisplayName} bytes");
        }

        if (image is not { Decodes: true, Size: { } size, Traits: { } traits })
        {
            yield break;
        }

        double aspect = (double)Math.Min(size.Width, size.Height) / Math.Max(size.Width, size.Height);
        (CheckKind Kind, bool IsFound, string Detail)[] checks =
        [
            (CheckKind.Tiny, Math.Min(size.Width, size.Height) < thresholds.Tiny, $"{size.Width} x {size.Height} pixels"),
            (CheckKind.OddAspect, aspect < thresholds.Aspect, $"{size.Width} x {size.Height} pixels"),
            (CheckKind.Dark, traits.Dim < thresholds.Dark, Text($"99 % of the pixels are darker than {traits.Dim:F2}")),
            (CheckKind.Light, traits.Bright > thresholds.Light, Text($"95 % of the pixels are lighter than {traits.Bright:F2}")),
            (CheckKind.LowInformation, traits.Entropy < thresholds.Information, Text($"{traits.Entropy:F1} bits of entropy")),
            (CheckKind.Blurred, traits.Sharpness < thresholds.Blur && traits.Entropy >= thresholds.Information, Text($"sharpness {traits.Sharpness:F3}")),
            (CheckKind.Grey, traits.Colour < thresholds.Grey, "no colour"),
        ];
        foreach (var (kind, _, detail) in checks.Where(check => check.IsFound))
        {
            yield return new CheckFinding(kind, [image.Path], detail);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
