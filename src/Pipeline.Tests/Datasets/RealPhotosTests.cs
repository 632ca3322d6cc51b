using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Splits;

namespace Pipeline.Tests.Datasets;

public sealed class RealPhotosTests
{
    [Fact]
    public void Ten_species_are_accounted_for_and_dealt_evenly()
    {
        var cache = new VerdictCache(new FileInspector("any bytes pass", _ => new FileVerdict(true, false, "", 1, 1, "")));
        var scanned = ImageFolder.Scan(PipelineAssets.Require("animals"), new DatasetConfig("animals"), 42, cache, null, CancellationToken.None);
        Assert.Equal(
            [44, 60, 60, 60, 60, 60, 60, 60, 43, 60],
            scanned.Images.CountBy(image => image.Label).OrderBy(pair => pair.Key).Select(pair => pair.Value));

        var split = StratifiedSplitter.Split(scanned.Images, scanned.Labels, new KFoldSplitConfig(), 42);
        Assert.Equal([113, 113, 113, 114, 114], split.Folds.Select(fold => fold.Test.Length).Order());
        Assert.Equal(567, scanned.Ledger.WithSplit(scanned.Images, split).Entries.Count(entry => entry.State == LedgerState.Test));
    }
}
