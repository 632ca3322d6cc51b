using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Vision;

namespace Pipeline.Tests.VisionChild;

public sealed class ImageRowsTests
{
    [Fact]
    public void The_keys_are_the_labels_of_the_request_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var rows = new ImageRows(new MLContext(1), ChildSample.Labels).Labeled(ChildSample.Files(folder.Path));

        var column = rows.Schema[ImageRows.Label];
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);

        Assert.Equal(ChildSample.Labels, names.DenseValues().Select(name => name.ToString()));

        // ML.NET counts keys from 1; 0 would be a missing label, which its trainer takes without a word.
        Assert.Equal([1u, 2, 3, 1, 2, 3, 1, 2, 3], rows.GetColumn<uint>(column));
    }

    [Fact]
    public void Every_row_holds_the_bytes_of_its_file()
    {
        using var folder = new TemporaryFolder();
        var rows = new ImageRows(new MLContext(1), ChildSample.Labels).Labeled(ChildSample.Files(folder.Path));

        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2], rows.GetColumn<byte[]>(rows.Schema[ImageRows.Image]).Select(bytes => Assert.Single(bytes)));
    }
}
