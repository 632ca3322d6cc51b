using System.Diagnostics;
using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Tests.Datasets;

public sealed class ImageFolderTests : IDisposable
{
    private readonly PaperPhotos _photos = new PaperPhotos().AddClass("fox", 3).AddClass("bear", 2);

    public void Dispose() => _photos.Dispose();

    [Fact]
    public void Each_folder_is_a_class_and_images_come_in_ordinal_order()
    {
        _photos.Add("fox/deep/er/a.jpg", "photo deep").Add("Zebra finch, wild/ä b.jpg", "photo zebra");
        var scanned = _photos.Scan();
        Assert.Equal(["Zebra finch, wild", "bear", "fox"], scanned.Labels.Names);
        Assert.Equal(
            ["Zebra finch, wild/ä b.jpg", "bear/0.jpg", "bear/1.jpg", "fox/0.jpg", "fox/1.jpg", "fox/2.jpg", "fox/deep/er/a.jpg"],
            scanned.Images.Select(image => image.Path));
        Assert.Equal([0, 1, 1, 2, 2, 2, 2], scanned.Images.Select(image => image.Label));
        Assert.All(scanned.Images, image => Assert.True(File.Exists(scanned.FullPath(image))));
        Assert.Empty(scanned.Findings);
    }

    [Fact]
    public void A_file_without_a_picture_is_excluded_with_its_reason()
    {
        _photos.Add("fox/note.txt", "hello").Add("fox/empty.jpg", "").Add("fox/cut.jpg", "cut here");
        var scanned = _photos.Scan();
        Assert.Equal(5, scanned.Images.Count);
        Assert.Equal("an empty file", Reason(scanned, "fox/empty.jpg"));
        Assert.Equal("not an image", Reason(scanned, "fox/note.txt"));
        Assert.Equal("decodes only in part", Reason(scanned, "fox/cut.jpg"));
        Assert.Equal(
            ["Left out because they are no whole images: 3 files, fox/cut.jpg (decodes only in part), fox/empty.jpg (an empty file), fox/note.txt (not an image)."],
            scanned.Findings);
    }

    [Fact]
    public void A_truncated_image_is_kept_on_request()
    {
        _photos.Add("fox/cut.jpg", "cut here").Add("fox/note.txt", "hello");
        var scanned = _photos.Scan(new DatasetConfig("photos", OnBadImage: BadImagePolicy.KeepPartial));
        Assert.Contains(scanned.Images, image => image.Path == "fox/cut.jpg");
        Assert.DoesNotContain(scanned.Images, image => image.Path == "fox/note.txt");
        Assert.Contains("Damaged and kept as far as they decode: 1 file, fox/cut.jpg.", scanned.Findings);
    }

    [Fact]
    public void A_bad_image_stops_the_run_on_request()
    {
        foreach (int i in Enumerable.Range(0, 5))
        {
            _photos.Add($"fox/x{i}.jpg", "cut here");
        }

        Assert.Equal(
            "photos: 5 files are no whole images (dataset.on_bad_image is 'fail'): fox/x0.jpg (decodes only in part), " +
            "fox/x1.jpg (decodes only in part), fox/x2.jpg (decodes only in part) and 2 more: remove or replace, or set it to 'exclude'",
            _photos.Refusal(new DatasetConfig("photos", OnBadImage: BadImagePolicy.Fail)));
    }

    [Fact]
    public void Hidden_and_system_files_are_ignored_and_listed()
    {
        _photos.Add(".DS_Store", "x").Add("fox/Thumbs.db", "x").Add("fox/.git/config", "x").Add("fox/._0.jpg", "photo").Add(".cache/a/0.jpg", "photo");
        var scanned = _photos.Scan();
        Assert.Equal(
            [".DS_Store", ".cache/", "fox/._0.jpg", "fox/.git/", "fox/Thumbs.db"],
            scanned.Ledger.Entries.Where(entry => entry.State == LedgerState.Ignored).Select(entry => entry.Path));
        Assert.Equal(["bear", "fox"], scanned.Labels.Names);
    }

    [Fact]
    public void A_file_outside_any_class_folder_is_excluded() =>
        Assert.Equal("outside any class folder", Reason(_photos.Add("0.jpg", "photo").Scan(), "0.jpg"));

    [Fact]
    public void The_same_image_under_two_labels_is_left_out_everywhere()
    {
        _photos.Add("bear/same.jpg", "photo fox 1");
        var scanned = _photos.Scan();
        Assert.Equal(["bear/0.jpg", "bear/1.jpg", "fox/0.jpg", "fox/2.jpg"], scanned.Images.Select(image => image.Path));
        Assert.Equal("same image under two labels: bear/same.jpg, fox/1.jpg", Reason(scanned, "fox/1.jpg"));
        Assert.Equal("same image under two labels: bear/same.jpg, fox/1.jpg", Reason(scanned, "bear/same.jpg"));
        Assert.Equal(["Left out because the same image stands under two labels: 2 files, bear/same.jpg, fox/1.jpg."], scanned.Findings);
    }

    [Fact]
    public void Copies_within_a_class_stay_and_are_told()
    {
        var scanned = _photos.Add("fox/same.jpg", "photo fox 1").Scan();
        Assert.Equal(6, scanned.Images.Count);
        Assert.Equal(["Copies of other images of their class, which stay together in every split: 1 file, fox/same.jpg."], scanned.Findings);
    }

    [Fact]
    public void Classes_restrict_and_the_others_are_one_line_each()
    {
        _photos.AddClass("wolf", 4);
        var scanned = _photos.Scan(new DatasetConfig("photos", Classes: ["wolf", "bear"]));
        Assert.Equal(["bear", "wolf"], scanned.Labels.Names);
        Assert.Equal(6, scanned.Images.Count);
        Assert.Equal("class not asked for (dataset.classes)", Reason(scanned, "fox/"));
    }

    [Fact]
    public void An_unknown_class_is_answered_with_the_one_that_was_meant() =>
        Assert.Equal(
            "dataset.classes: there is no folder 'foxx'; did you mean 'fox'? Folders: bear, fox",
            _photos.Refusal(new DatasetConfig("photos", Classes: ["foxx"])));

    [Fact]
    public void Some_images_per_class_are_drawn_by_seed_and_content()
    {
        _photos.AddClass("fox", 20).AddClass("bear", 20);
        var config = new DatasetConfig("photos", PerClass: 5);
        var scanned = _photos.Scan(config);
        Assert.Equal([5, 5], scanned.Images.CountBy(image => image.Label).Select(pair => pair.Value));
        Assert.Equal(30, scanned.Ledger.Entries.Count(entry => entry.Reason == "not drawn (dataset.per_class)"));
        Assert.NotEqual(Contents(scanned), Contents(_photos.Scan(config, seed: 2)));

        File.Move(_photos.PathOf(scanned.Images[0].Path), _photos.PathOf("bear/renamed.png"));
        Assert.Equal(Contents(scanned), Contents(_photos.Scan(config)));

        static IEnumerable<string> Contents(ScannedImages images) => images.Images.Select(image => image.ContentHash).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void A_drawn_photo_is_drawn_once_and_a_short_class_is_told()
    {
        _photos.Add("bear/copy.jpg", "photo bear 0");
        var scanned = _photos.Scan(new DatasetConfig("photos", PerClass: 3));
        Assert.Equal("not drawn (dataset.per_class): a copy of bear/0.jpg", Reason(scanned, "bear/copy.jpg"));
        Assert.Equal(["Class 'bear' has 2 images where dataset.per_class asks for 3."], scanned.Findings);
    }

    [Fact]
    public void Linked_files_and_folders_are_followed_but_not_in_circles()
    {
        _photos.Add("../elsewhere/w.jpg", "photo wolf").Add("../f.jpg", "photo linked fox");
        Directory.CreateSymbolicLink(_photos.PathOf("wolf"), Path.Combine(_photos.Root, "elsewhere"));
        File.CreateSymbolicLink(_photos.PathOf("fox/linked.jpg"), "../../f.jpg");
        File.CreateSymbolicLink(_photos.PathOf("fox/broken.jpg"), "nowhere.jpg");
        Directory.CreateSymbolicLink(_photos.PathOf("fox/here"), ".");
        Directory.CreateSymbolicLink(_photos.PathOf("fox/up"), "../..");
        Directory.CreateSymbolicLink(_photos.PathOf("fox/root"), _photos.Root);

        var scanned = _photos.Scan();
        Assert.Equal(
            ["bear/0.jpg", "bear/1.jpg", "fox/0.jpg", "fox/1.jpg", "fox/2.jpg", "fox/linked.jpg", "wolf/w.jpg"],
            scanned.Images.Select(image => image.Path));
        Assert.Equal("cannot be read: a link that leads nowhere", Reason(scanned, "fox/broken.jpg"));
        Assert.All(["fox/here/", "fox/up/", "fox/root/"], path => Assert.Equal("a link back to a folder that holds it", Reason(scanned, path)));
        Assert.Equal("photo linked fox".Length, scanned.Ledger.Entries.Single(entry => entry.Path == "fox/linked.jpg").Bytes);
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        using (var film = File.Create(_photos.PathOf("fox/film.jpg")))
        {
            film.SetLength(FileContent.MaxBytes + 1); // takes no space: nothing is written
        }

        Assert.Equal("larger than 256 MiB: not read", Reason(_photos.Scan(), "fox/film.jpg"));
    }

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes in folders.");
        using var process = Process.Start("mkfifo", [_photos.PathOf("fox/pipe.jpg")]);
        process.WaitForExit();
        Assert.Equal("an empty file", Reason(_photos.Scan(), "fox/pipe.jpg"));
    }

    [Fact]
    public void A_class_without_a_usable_image_is_refused()
    {
        _photos.Add("wolf/a.txt", "hello").Add("wolf/.hidden", "photo");
        Assert.Equal(
            "class 'wolf' of photos has no usable image (of 1 files none is usable: wolf/a.txt (not an image)): add images or leave it out (dataset.classes)",
            _photos.Refusal());
    }

    [Fact]
    public void An_empty_class_folder_is_refused()
    {
        Directory.CreateDirectory(_photos.PathOf("wolf"));
        Directory.CreateDirectory(_photos.PathOf("yak"));
        Assert.Equal(
            "class 'wolf' of photos has no usable image (it is empty); likewise yak: add images or leave it out (dataset.classes)", _photos.Refusal());
    }

    [Fact]
    public void A_scan_reports_each_file_in_turn()
    {
        var reports = new List<Progress>();
        ImageFolder.Scan(_photos.PathOf(""), new DatasetConfig("photos"), 1, _photos.Cache(), new Listed(reports), CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, 5).Select(done => new Progress("reading images", done, 5, "files")), reports);
    }

    [Fact]
    public void A_scan_can_be_cancelled() => Assert.Throws<OperationCanceledException>(
        () => ImageFolder.Scan(_photos.PathOf(""), new DatasetConfig("photos"), 1, _photos.Cache(), null, new CancellationToken(canceled: true)));

    [Fact]
    public void A_bug_in_the_decoder_comes_out_as_it_is() => Assert.Throws<NotSupportedException>(
        () => _photos.Scan(cache: new VerdictCache(new FileInspector("1", _ => throw new NotSupportedException()))));

    private static string Reason(ScannedImages scanned, string path) => scanned.Ledger.Entries.Single(entry => entry.Path == path).Reason;

    private sealed class Listed(List<Progress> reports) : IProgress<Progress>
    {
        public void Report(Progress value) => reports.Add(value);
    }
}
