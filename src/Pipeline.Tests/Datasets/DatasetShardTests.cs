using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Imaging;

namespace Pipeline.Tests.Datasets;

public sealed class DatasetShardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_file_is_in_one_part(int count)
    {
        var files = Files(Enumerable.Range(0, 60).Select(i => Bytes(i, length: 100 + (i * 13))));

        var parts = Parts(files, count);

        Assert.Equal(files.Select(file => file.Path), parts.SelectMany(part => part).Select(file => file.Path).Order(StringComparer.Ordinal));
        Assert.All(parts, part => Assert.NotEmpty(part));
    }

    [Fact]
    public void Files_of_one_length_are_dealt_by_their_middle()
    {
        var files = Files(Enumerable.Range(0, 64).Select(i => Bytes(i, length: 9000)));

        Assert.All(Parts(files, 4), part => Assert.InRange(part.Count, 4, 32));
    }

    [Theory]
    [InlineData(9000)]
    [InlineData(30)]
    public void Copies_are_in_one_part(int length)
    {
        var files = Files(Enumerable.Range(0, 60).Select(i => Bytes(i % 20, length)));

        foreach (var part in Parts(files, 5))
        {
            Assert.All(part.CountBy(file => File.ReadAllBytes(file.FullPath)[0]), copies => Assert.Equal(3, copies.Value));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public void The_parts_of_a_scan_hold_the_images_of_a_whole_one_once(int? perClass)
    {
        string[] classes = ["cat", "dog", "owl"];
        SampleImage.WriteDataset(_folder.Path, perClass: 8, classes);
        File.Copy(Directory.GetFiles(_folder["cat"])[0], _folder["cat", "copy.png"]);
        File.Copy(Directory.GetFiles(_folder["dog"])[1], _folder["owl", "conflict.png"]);
        File.WriteAllText(_folder["owl", "text.png"], "no picture");
        var config = new DatasetConfig(_folder.Path, PerClass: perClass);

        var parts = Enumerable.Range(0, 3).Select(i => ImageFolder.ScanPart(_folder.Path, config, 42, Verdicts(), new DatasetShard(i, 3), null, CancellationToken.None)).ToList();

        var whole = ImageFolder.Scan(_folder.Path, config, 42, Verdicts(), null, CancellationToken.None).Images;
        Assert.Equal(whole.Select(image => (image.Path, image.ContentHash)), parts.SelectMany(part => part).Select(image => (image.Path, image.ContentHash)).OrderBy(image => image.Path, StringComparer.Ordinal));
        Assert.DoesNotContain(parts.SelectMany((part, i) => part.Select(image => (image.ContentHash, i)).Distinct()).CountBy(pair => pair.ContentHash), content => content.Value > 1);
    }

    private static VerdictCache Verdicts() => new(ImageInspection.Inspector(new DecodeLimits()));

    private static List<IReadOnlyList<FoundFile>> Parts(IReadOnlyList<FoundFile> files, int count) => [.. Enumerable.Range(0, count).Select(i => new DatasetShard(i, count).Of(files))];

    private List<FoundFile> Files(IEnumerable<byte[]> contents) => [.. contents.Select((bytes, i) =>
    {
        string path = _folder[$"{i:D3}.bin"];
        File.WriteAllBytes(path, bytes);
        return new FoundFile(Path.GetFileName(path), "", path);
    })];

    // The first byte tells contents apart; all bytes of one content are equal, and so is its middle.
    private static byte[] Bytes(int content, int length) => [.. Enumerable.Repeat((byte)content, length)];
}
