namespace Pipeline.Datasets.Importing;

/// <summary>How much an import may unpack: an archive of a few kilobytes can hold terabytes.</summary>
/// <param name="MaxBytes">Bytes of all files together, unpacked.</param>
/// <param name="MaxFiles">Files of the source, images or not.</param>
internal sealed record ImportLimits(long MaxBytes = 50L << 30, int MaxFiles = 500_000);
