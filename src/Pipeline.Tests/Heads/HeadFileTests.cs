using System.Security.Cryptography;
using Pipeline.Datasets;
using Pipeline.Heads;

namespace Pipeline.Tests.Heads;

public sealed class HeadFileTests
{
    private static readonly LinearHead Head = new(new LabelSet(["Katze", "犬"]), [1, 2, 3, 4, 5, 6], [0.5f, -0.5f], LinearInput.L2Normalised, LinearLink.Softmax);

    [Fact]
    public void The_layout_is_pinned()
    {
        // A change of these bytes breaks the files of earlier runs: raise the version instead.
        Assert.Equal(
            "504C48454144" + "0100" + "01" + "02000000" + "054B61747A65" + "03E78AAC" + "01" + "01" + "03000000"
            + "0000803F0000004000004040000080400000A0400000C040" + "0000003F000000BF",
            Convert.ToHexString(Bytes(Head)[..^SHA256.HashSizeInBytes]));
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_found()
    {
        byte[] file = Bytes(Head);
        for (int i = 0; i < file.Length; i++)
        {
            byte[] damaged = [.. file];
            damaged[i] ^= 4;
            Assert.Throws<PipelineException>(() => HeadFile.Read(new MemoryStream(damaged)));
        }
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_found()
    {
        byte[] file = Bytes(Head);
        Assert.All(Enumerable.Range(0, file.Length), length => Assert.Throws<PipelineException>(() => HeadFile.Read(new MemoryStream(file, 0, length))));
    }

    [Fact]
    public void A_file_of_a_newer_version_says_so()
    {
        byte[] content = Bytes(Head)[..^SHA256.HashSizeInBytes];
        content[6] = 9;
        var problem = Assert.Throws<PipelineException>(() => HeadFile.Read(new MemoryStream([.. content, .. SHA256.HashData(content)])));
        Assert.StartsWith("The head file is of version 9, kind 1", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_file_says_so()
    {
        var problem = Assert.Throws<PipelineException>(() => HeadFile.Read(new MemoryStream(new byte[100])));
        Assert.StartsWith("Not a head file", problem.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(IHead head)
    {
        using var stream = new MemoryStream();
        HeadFile.Write(head, stream);
        return stream.ToArray();
    }
}
