using Pipeline.Configuration;

namespace Pipeline.Imaging;

/// <summary>What of a data set's files is decoded: the same for scan, extraction, timing and prediction.</summary>
internal sealed record DecodePolicy(DecodeLimits Limits, bool AllowTruncated)
{
    public static DecodePolicy Of(DatasetConfig config) => new(new DecodeLimits(config.MaxMegapixels), config.OnBadImage == BadImagePolicy.KeepPartial);

    /// <inheritdoc cref="EvalTransform.Decode"/>
    public ReducedImage Decode(byte[] bytes, TransformSpec spec) => EvalTransform.Decode(bytes, spec, Limits, AllowTruncated);
}
