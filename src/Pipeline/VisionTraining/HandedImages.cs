using Pipeline.Datasets;
using Pipeline.Imaging;

namespace Pipeline.VisionTraining;

/// <summary>
/// The images of a data set as another program may have them: each whole and upright, by our own decoder, under the name of its content. Written once,
/// whatever number of folds sees them.
/// </summary>
internal sealed class HandedImages
{
    private readonly string[] _files;

    private HandedImages(string[] files) => _files = files;

    /// <param name="folder">Receives them.</param>
    /// <exception cref="PipelineException">An image changed or vanished since the scan, or the disk is full.</exception>
    public static HandedImages Write(ScannedImages scan, DecodePolicy decoding, string folder, IProgress<Progress> progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        LabeledImage[] distinct = [.. scan.Images.DistinctBy(image => image.ContentHash, StringComparer.Ordinal)];
        var written = Cores.Map(distinct, image => WriteOne(scan, image, decoding, folder), "handing images over", "images", progress, cancellation);
        var byHash = distinct.Zip(written).ToDictionary(pair => pair.First.ContentHash, pair => pair.Second, StringComparer.Ordinal);
        return new HandedImages([.. scan.Images.Select(image => byHash[image.ContentHash])]);
    }

    /// <returns>Full path of the i-th image of the data set.</returns>
    public string this[int image] => _files[image];

    private static string WriteOne(ScannedImages scan, LabeledImage image, DecodePolicy decoding, string folder)
    {
        byte[] bytes = Read(scan, image);
        byte[] upright = UprightFile.Of(bytes, decoding, out string extension);
        string file = Path.Combine(folder, image.ContentHash + extension);
        WholeFile.Write(file, stream => stream.Write(upright), flush: false);
        return file;
    }

    private static byte[] Read(ScannedImages scan, LabeledImage image)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(scan.FullPath(image));
            return Hashing.OfBytes(bytes) == image.ContentHash ? bytes : throw new PipelineException($"{image.Path} changed while the run was under way; run again");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{image.Path} could be read at the scan, but not any more ({WholeFile.Reason(problem)}); run again", problem);
        }
    }
}
