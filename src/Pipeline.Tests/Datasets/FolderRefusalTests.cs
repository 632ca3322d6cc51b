using Pipeline.Configuration;

namespace Pipeline.Tests.Datasets;

public sealed class FolderRefusalTests : IDisposable
{
    private readonly PaperPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public void A_missing_folder_is_refused() =>
        Assert.Equal("photos does not exist: correct dataset.path, or make the folder with one folder of images per class", _photos.Refusal());

    [Fact]
    public void A_file_in_place_of_the_folder_is_refused()
    {
        File.WriteAllText(Path.Combine(_photos.Root, "photos"), "");
        Assert.Equal("photos is a file: dataset.path names a folder that holds one folder of images per class", _photos.Refusal());
    }

    [Fact]
    public void A_folder_of_loose_images_is_refused()
    {
        _photos.Add("a.jpg", "photo").Add(".git/b.jpg", "photo");
        Assert.Equal("photos holds no class folder: put the images into one folder per class", _photos.Refusal());
    }

    [Theory]
    [InlineData("dataset.classes is empty: name classes, or leave the key out for all")]
    [InlineData("dataset.classes: 'fox' stands twice: name each class once", "fox", "bear", "fox")]
    [InlineData("dataset.classes: there is no folder 'jellyfish'; Folders: bear, fox", "jellyfish")]
    public void A_senseless_list_of_classes_is_refused(string message, params string[] classes)
    {
        _photos.AddClass("fox", 2).AddClass("bear", 2);
        Assert.Equal(message, _photos.Refusal(new DatasetConfig("photos", Classes: classes)));
    }
}
