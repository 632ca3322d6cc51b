using System.Runtime.ExceptionServices;
using Pipeline.Imaging;

namespace Pipeline.Datasets.Checking;

/// <summary>A dataset's files, looked at once each.</summary>
/// <param name="Root">Full path of its folder.</param>
/// <param name="Labels">Its class folders, in ordinal order.</param>
/// <param name="Images">Every file of every class folder, in ordinal order.</param>
/// <param name="Findings">What is odd about files, pairs of files, and classes.</param>
/// <param name="Groups">Each content's group of duplicates.</param>
internal sealed record ImageCheck(
    string Root, IReadOnlyList<string> Labels, IReadOnlyList<CheckedImage> Images, IReadOnlyList<CheckFinding> Findings, IReadOnlyDictionary<string, string> Groups)
{
    /// <param name="root">The dataset's folder.</param>
    /// <param name="thresholds">From where on something is reported.</param>
    /// <param name="progress">Is told after each file, one call at a time.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="PipelineException">There is no such folder, or no class in it.</exception>
    public static ImageCheck Of(string root, CheckThresholds thresholds, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        root = Path.GetFullPath(root);
        var walk = new FolderWalk(root);
        var labels = walk.Classes();
        FoundFile[] files = [.. walk.Files(labels.ToHashSet(StringComparer.Ordinal)).Where(file => file.State is null)];
        var images = Read(files, progress, cancellation);
        var perFile = new FileFindings(thresholds);
        var duplicates = DuplicateFindings.Of(images, (int)thresholds.Distance, progress, cancellation);
        KeyValuePair<string, int>[] classes = [.. labels.Select(label => KeyValuePair.Create(label, images.Count(image => image.Label == label && image.Decodes)))];
        return new ImageCheck(root, labels, images, [.. images.SelectMany(perFile.Of), .. duplicates.Findings, .. BalanceFindings.Of(classes)], duplicates.Groups);
    }

    private static CheckedImage[] Read(FoundFile[] files, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        var limits = new DecodeLimits();
        var images = new CheckedImage[files.Length];
        int done = 0;
        try
        {
            Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                images[i] = CheckedImage.Of(files[i], limits);
                lock (images)
                {
                    done++;
                    progress?.Report(new Progress("looking at images", done, files.Length, "files"));
                }
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return images;
    }
}
