using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Splits;

namespace Pipeline.Tests.Datasets;

public sealed class ImageLedgerTests
{
    private static readonly FileVerdict Sound = new(true, false, "decodes whole", 640, 480, "jpeg");

    private static readonly LedgerEntry[] Entries =
    [
        new("fox/.DS_Store", "fox", "", null, null, LedgerState.Ignored, "a hidden or system file"),
        new("fox/=1+1.jpg", "fox", "aa", 10, Sound, LedgerState.Usable),
        new("fox/a, \"b\".jpg", "fox", "bb", 20, Sound, LedgerState.Usable),
        new("fox/c.txt", "fox", "cc", 5, new FileVerdict(false, false, "not an image", 0, 0, ""), LedgerState.Excluded, "not an image"),
    ];

    private static readonly LabeledImage[] Images = [new("fox/=1+1.jpg", 0, "aa"), new("fox/a, \"b\".jpg", 0, "bb")];

    [Fact]
    public void The_table_has_one_line_per_file() =>
        Assert.Equal(
            """
            path,label,sha256,bytes,width,height,format,state,reason,assignment,group
            fox/.DS_Store,fox,,,,,,ignored,a hidden or system file,,
            fox/=1+1.jpg,fox,aa,10,640,480,jpeg,usable,,,
            "fox/a, ""b"".jpg",fox,bb,20,640,480,jpeg,usable,,,
            fox/c.txt,fox,cc,5,,,,excluded,not an image,,

            """,
            new ImageLedger(Entries).ToCsv());

    [Fact]
    public void Totals_that_add_up_pass() => new ImageLedger(Entries).CheckTotals(Images);

    [Fact]
    public void A_lost_image_stops_the_run() => AssertStops(Entries, Images[..1]);

    [Fact]
    public void An_image_of_other_content_stops_the_run() => AssertStops(Entries, [Images[0], Images[1] with { ContentHash = "zz" }]);

    [Fact]
    public void A_path_that_stands_twice_stops_the_run() => AssertStops([.. Entries, Entries[0]], Images);

    [Fact]
    public void A_file_left_out_without_a_reason_stops_the_run() => AssertStops([.. Entries[..3], Entries[3] with { Reason = "" }], Images);

    [Fact]
    public void An_image_without_a_part_stops_the_run() => AssertStops([.. Entries[..2], Entries[2] with { State = LedgerState.Test }], Images);

    [Fact]
    public void A_split_gives_each_image_its_final_state()
    {
        using var photos = new PaperPhotos().AddClass("fox", 3).AddClass("bear", 4);
        var scanned = photos.Add("fox/note.txt", "hello").Scan();
        var split = StratifiedSplitter.Split(scanned.Images, scanned.Labels, new HoldOutSplitConfig(0.34, Validation: 0.3), 1);
        var ledger = scanned.Ledger.WithSplit(scanned.Images, split);
        var fold = split.Folds.Single();
        Assert.Equal(fold.Train.Length, ledger.Entries.Count(entry => entry is { State: LedgerState.Train, Assignment: "r0: train" }));
        Assert.Equal(fold.Validation.Length, ledger.Entries.Count(entry => entry is { State: LedgerState.Validation, Assignment: "r0: validation" }));
        Assert.Equal(fold.Test.Select(i => scanned.Images[i].Path), ledger.Entries.Where(entry => entry.State == LedgerState.Test).Select(entry => entry.Path));
        Assert.Equal(8, ledger.Entries.Count);
    }

    [Fact]
    public void In_folds_the_assignment_tells_where_an_image_is_held_out()
    {
        using var photos = new PaperPhotos().AddClass("fox", 4).AddClass("bear", 4);
        var scanned = photos.Scan();
        var ledger = scanned.Ledger.WithSplit(scanned.Images, StratifiedSplitter.Split(scanned.Images, scanned.Labels, new KFoldSplitConfig(2, 2), 1));
        Assert.All(ledger.Entries, entry => Assert.Equal(LedgerState.Test, entry.State));
        Assert.All(ledger.Entries, entry => Assert.Matches("^r0: test [01]; r1: test [01]$", entry.Assignment));
    }

    [Fact]
    public void The_hash_follows_paths_contents_and_states_and_no_wording()
    {
        string hash = new ImageLedger(Entries).Hash;
        Assert.Equal(hash, new ImageLedger(Entries[1..]).Hash);
        Assert.Equal(hash, new ImageLedger([.. Entries[..3], Entries[3] with { Reason = "worded otherwise" }]).Hash);
        Assert.NotEqual(hash, new ImageLedger(Entries[..3]).Hash);
        Assert.NotEqual(hash, new ImageLedger([.. Entries[..2], Entries[2] with { ContentHash = "b0" }, Entries[3]]).Hash);
        Assert.NotEqual(hash, new ImageLedger([.. Entries[..2], Entries[2] with { State = LedgerState.Train }, Entries[3]]).Hash);
        Assert.NotEqual(hash, new ImageLedger([.. Entries[..2], Entries[2] with { Path = "fox/d.jpg" }, Entries[3]]).Hash);
    }

    private static void AssertStops(LedgerEntry[] entries, LabeledImage[] images) =>
        Assert.Throws<InvalidOperationException>(() => new ImageLedger(entries).CheckTotals(images));
}
