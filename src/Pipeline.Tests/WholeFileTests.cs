
namespace Pipeline.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_made_with_its_folder_and_replaced_whole()
    {
        string path = Path.Combine(_folder, "new", "a.txt");
        WholeFile.WriteText(path, "long enough");
        WholeFile.WriteText(path, "short");
        Assert.Equal("short"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_beside_it()
    {
        string path = Path.Combine(_folder, "a.txt");
        WholeFile.WriteText(path, "old");
        var e = Assert.Throws<PipelineException>(() => WholeFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));
        Assert.Equal($"{path}: cannot be written (No space left on device): check the permissions and the free space of its folder", e.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        string path = Path.Combine(_folder, "file", "a.txt");
        Assert.StartsWith($"{path}: cannot be written", Assert.Throws<PipelineException>(() => WholeFile.WriteText(path, "")).Message, StringComparison.Ordinal);
    }
}
