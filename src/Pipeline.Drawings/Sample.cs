using Pipeline.Drawings.Rendering;
using SkiaSharp;

namespace Pipeline.Drawings;

/// <summary>One image of the sample data set.</summary>
/// <param name="FileName">SPECIES-NN.jpg or .png.</param>
/// <param name="Width">Pixels of the file.</param>
/// <param name="Height">Pixels of the file.</param>
/// <param name="Paint">Paints the whole picture; the second argument seeds all of its chance.</param>
/// <param name="Exposure">Brightness of the print; 1 is as the light of the scene has it.</param>
internal sealed record Sample(string FileName, int Width, int Height, Action<Picture, uint> Paint, float Exposure = 1)
{
    private const int JpegQuality = 88;

    public string Species => FileName[..FileName.IndexOf('-', StringComparison.Ordinal)];

    public string RelativePath => $"{Species}/{FileName}";

    public SKBitmap Draw()
    {
        var seed = FileName.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);
        using var picture = new Picture(Width, Height);
        Paint(picture, seed);
        return new Finish(Exposure).Apply(picture, seed + 1);
    }

    /// <returns>The bytes of the file.</returns>
    public byte[] Encode()
    {
        using var bitmap = Draw();
        var format = FileName.EndsWith(".png", StringComparison.Ordinal) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg;
        using var data = bitmap.Encode(format, JpegQuality);
        return data.ToArray();
    }
}
