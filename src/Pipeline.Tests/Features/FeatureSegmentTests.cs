using CsCheck;
using Pipeline.Features;

namespace Pipeline.Tests.Features;

public sealed class FeatureSegmentTests : IDisposable
{
    private static readonly FeatureKey Key = new(new string('a', 64), "transform", Dimension: 3, LogitCount: 2);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        using var segment = FeatureSegment.Open(Write(rows: 5), Key);

        var rows = segment.AllRows().ToDictionary(row => row.ContentHash, StringComparer.Ordinal);

        Assert.Equal(5, rows.Count);
        Assert.All(Enumerable.Range(0, 5).Select(Row), row => Assert.Equivalent(row, rows[row.ContentHash]));
    }

    [Fact]
    public void Equal_rows_make_equal_files_whatever_their_order()
    {
        FeatureSegment.Write(_folder["a"], Key, [Row(0), Row(1)]);
        FeatureSegment.Write(_folder["b"], Key, [Row(1), Row(0)]);

        Assert.Equal(Path.GetFileName(Only("a")), Path.GetFileName(Only("b")));
        Assert.Equal(File.ReadAllBytes(Only("a")), File.ReadAllBytes(Only("b")));
    }

    [Fact]
    public void Any_changed_byte_is_found()
    {
        string path = Write(rows: 4);
        byte[] whole = File.ReadAllBytes(path);

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[1, 255]).Sample(change =>
        {
            byte[] changed = [.. whole];
            changed[change.Item1] ^= (byte)change.Item2;
            File.WriteAllBytes(path, changed);
            Assert.Throws<InvalidDataException>(() => FeatureSegment.Open(path, Key));
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void A_file_cut_anywhere_is_found()
    {
        string path = Write(rows: 2);
        byte[] whole = File.ReadAllBytes(path);

        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => FeatureSegment.Open(path, Key));
            Assert.Throws<InvalidDataException>(() => FeatureSegment.OpenUnchecked(path));
        }
    }

    [Fact]
    public void Features_of_a_file_that_shrinks_while_it_is_open_are_a_problem_and_no_crash()
    {
        string path = Write(rows: 2);
        using var segment = FeatureSegment.Open(path, Key);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            file.SetLength(SegmentLayout.HeaderBytes);
        }

        var problem = Assert.Throws<PipelineException>(() => segment.Features(1));

        Assert.StartsWith($"{path} could be read a moment ago", problem.Message, StringComparison.Ordinal);
    }

    private static FeatureRow Row(int i) => new(Hashing.OfText($"{i}"), i + 0.5f, [i, i + 0.25f, -i], [10 * i, 0.125f]);

    private string Write(int rows)
    {
        FeatureSegment.Write(_folder["segments"], Key, Enumerable.Range(0, rows).Select(Row));
        return Only("segments");
    }

    private string Only(string folder) => Assert.Single(Directory.GetFiles(_folder[folder]));
}
