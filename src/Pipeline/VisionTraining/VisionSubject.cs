using Pipeline.Datasets;
using Pipeline.Imaging;
using Pipeline.Timing;

namespace Pipeline.VisionTraining;

/// <summary>A model of another program, as it is timed: its place is all that another start of this program needs to know.</summary>
internal sealed record VisionSubject(VisionModelPlace Place, IReadOnlyList<LabeledImage> Images, string Root) : ForeignSubject(Images, Root)
{
    public override string Shape => Place.Shape;

    public override string Weights => Place.Weights;

    public override IPredictionPath Open(TimeProvider clock, CancellationToken cancellation) =>
        new VisionPath(new VisionAnswers(Place.Program, Place.Folder, cancellation), new DecodePolicy(new DecodeLimits(Place.MaxMegapixels), Place.AllowTruncated), clock);
}

/// <summary>Where a model of another program is, and what is decoded for it.</summary>
/// <param name="Program">The program's file.</param>
/// <param name="Folder">Where its model lies.</param>
/// <param name="Shape">What a timing of it depends on.</param>
/// <param name="Weights">SHA-256 of the network that it started from.</param>
/// <param name="MaxMegapixels">The data set's limit.</param>
/// <param name="AllowTruncated">Whether it takes images that were cut short.</param>
internal sealed record VisionModelPlace(string Program, string Folder, string Shape, string Weights, double MaxMegapixels, bool AllowTruncated);
