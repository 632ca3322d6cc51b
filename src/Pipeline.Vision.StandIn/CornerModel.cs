using Pipeline.Vision.Protocol;
using SkiaSharp;

namespace Pipeline.Vision.StandIn;

/// <summary>Twelve numbers per class: red, green and blue of each quarter, 0..1.</summary>
internal sealed class CornerModel(double[][] classes, Fault fault) : IImageModel
{
    private const int Side = 2;

    /// <summary>Squared distances are well below 1: this makes a near class a likely one.</summary>
    private const double Sharpness = 20;

    public float[] Scores(byte[] image) => fault.Is("diverged") ? [.. classes.Select(_ => float.NaN)] : ScoresOf(Look(image));

    public float[] ScoresOf(double[] seen)
    {
        double[] likely = [.. classes.Select(mean => Math.Exp(-Sharpness * mean.Zip(seen, (a, b) => (a - b) * (a - b)).Sum()))];
        double sum = likely.Sum();
        return [.. likely.Select(share => (float)(share / sum))];
    }

    /// <summary>Goes a part of the way.</summary>
    public void Approach(double[][] goals, double part)
    {
        foreach (var (mean, goal) in classes.Zip(goals))
        {
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += part * (goal[i] - mean[i]);
            }
        }
    }

    public void Save(string file)
    {
        if (fault.Is("full"))
        {
            throw new IOException($"No space left on device : '{file}'");
        }

        using var writer = new BinaryWriter(File.Create(file));
        writer.Write(classes.Length);
        foreach (double number in classes.SelectMany(mean => mean))
        {
            writer.Write(number);
        }
    }

    public static CornerModel Read(string file, Fault fault)
    {
        using var reader = new BinaryReader(File.OpenRead(file));
        return new CornerModel([.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => Enumerable.Range(0, Side * Side * 3).Select(_ => reader.ReadDouble()).ToArray())], fault);
    }

    public static double[] Look(byte[] image)
    {
        using var whole = SKBitmap.Decode(image) ?? throw new VisionException("an image does not decode");
        using var small = whole.Resize(new SKImageInfo(Side, Side, SKColorType.Rgba8888), SKFilterQuality.Medium);
        return [.. small.Pixels.SelectMany(pixel => new[] { pixel.Red / 255.0, pixel.Green / 255.0, pixel.Blue / 255.0 })];
    }

    public void Dispose()
    {
    }
}
