using System.Globalization;
using Pipeline.Datasets;

namespace Pipeline.Splits;

/// <summary>Writes a split into the ledger of the images that it divides.</summary>
internal static class LedgerParts
{
    extension(ImageLedger ledger)
    {
        /// <summary>
        /// Each image's final state: the strongest of its parts, test before validation before train. Its assignment tells all of them, repeat by
        /// repeat: <c>r0: test 3, validation 1; r1: test 0</c>; see <see cref="PartNotation"/>.
        /// </summary>
        /// <exception cref="InvalidOperationException">The totals do not add up.</exception>
        public ImageLedger WithSplit(IReadOnlyList<LabeledImage> images, DatasetSplit split)
        {
            var assigned = ledger.Assign(image => (StateOf(split.Parts.Of(image)), Text(split.Parts.Describe(image))));
            assigned.CheckTotals(images);
            return assigned;
        }
    }

    private static LedgerState StateOf(ReadOnlySpan<Part> parts) =>
        parts.Contains(Part.Test) ? LedgerState.Test
        : parts.Contains(Part.Validation) ? LedgerState.Validation
        : LedgerState.Train;

    private static string Text(string[] repeats) =>
        string.Join("; ", repeats.Select((parts, repeat) => string.Create(CultureInfo.InvariantCulture, $"r{repeat}: {parts}")));
}
