using Pipeline.Datasets;

namespace Pipeline.Tests.Datasets;

public sealed class VerdictCacheTests : IDisposable
{
    private readonly PaperPhotos _photos = new PaperPhotos().AddClass("fox", 3).AddClass("bear", 2).Add("bear/note.txt", "hello");

    private string Folder => Path.Combine(_photos.Root, "verdicts");

    public void Dispose() => _photos.Dispose();

    [Fact]
    public void A_second_scan_only_hashes()
    {
        var first = _photos.Scan(cache: _photos.Cache(Folder));
        Assert.Equal(6, _photos.Judged);
        var second = _photos.Scan(cache: _photos.Cache(Folder));
        Assert.Equal(6, _photos.Judged);
        Assert.Equal(first.Ledger.ToCsv(), second.Ledger.ToCsv());
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Equal_bytes_are_decoded_once()
    {
        _photos.Add("fox/copy1.jpg", "photo fox 1").Add("fox/copy2.jpg", "photo fox 1").Scan();
        Assert.Equal(6, _photos.Judged);
    }

    [Fact]
    public void A_new_file_adds_a_segment_and_the_others_stay()
    {
        _photos.Scan(cache: _photos.Cache(Folder));
        _photos.Add("fox/new.jpg", "photo new").Scan(cache: _photos.Cache(Folder));
        Assert.Equal(7, _photos.Judged);
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
        _photos.Scan(cache: _photos.Cache(Folder));
        Assert.Equal(7, _photos.Judged);
    }

    [Fact]
    public void Another_version_of_the_inspector_judges_anew()
    {
        _photos.Scan(cache: _photos.Cache(Folder));
        _photos.Scan(cache: _photos.Cache(Folder, version: "2"));
        Assert.Equal(12, _photos.Judged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public void A_damaged_segment_is_made_again(int length)
    {
        var whole = _photos.Scan(cache: _photos.Cache(Folder));
        string segment = Directory.GetFiles(Folder).Single();
        byte[] bytes = File.ReadAllBytes(segment);
        File.WriteAllBytes(segment, bytes[..length]);
        Assert.Equal(whole.Ledger.ToCsv(), _photos.Scan(cache: _photos.Cache(Folder)).Ledger.ToCsv());
        Assert.Equal(12, _photos.Judged);
        Assert.Equal(bytes, File.ReadAllBytes(segment));
    }

    [Fact]
    public void A_changed_file_is_judged_by_its_new_content()
    {
        _photos.Scan(cache: _photos.Cache(Folder));
        _photos.Add("fox/0.jpg", "no photo any more");
        Assert.DoesNotContain(_photos.Scan(cache: _photos.Cache(Folder)).Images, image => image.Path == "fox/0.jpg");
    }

    [Fact]
    public void A_cancelled_scan_keeps_what_it_has_judged()
    {
        using var cancellation = new CancellationTokenSource();
        var cache = new VerdictCache(new FileInspector("1", _ => { cancellation.Cancel(); return new FileVerdict(true, false, "", 1, 1, "jpeg"); }), Folder);
        Assert.Throws<OperationCanceledException>(
            () => ImageFolder.Scan(_photos.PathOf(""), new("photos"), 1, cache, null, cancellation.Token));
        Assert.NotEmpty(Directory.GetFiles(Folder));
    }
}
