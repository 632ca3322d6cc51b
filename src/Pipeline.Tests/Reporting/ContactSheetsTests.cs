using System.Globalization;
using Pipeline.Configuration;
using Pipeline.Imaging;
using Pipeline.Reporting;

namespace Pipeline.Tests.Reporting;

public sealed class ContactSheetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder["photos"];

    private string Output => _folder["sheets"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_class_of_more_files_than_a_page_holds_has_several_pages()
    {
        SampleImage.WriteDataset(Data, ContactSheetLayout.TilesPerPage + 1, "fox");
        SampleImage.WriteDataset(Data, 11, "bear");

        var written = Write();

        Assert.Equal(["bear-1.png", "fox-1.png", "fox-2.png"], written.Select(Path.GetFileName));
        Assert.Equal(written, Directory.GetFiles(Output).Order(StringComparer.Ordinal));
        Assert.Equal([(2532, 500), (2532, 1372), (2532, 282)], written.Select(path => Read(path)).Select(page => (page.Width, page.Height)));
    }

    [Fact]
    public void Tiles_show_the_decoded_pixels_in_ordinal_order_of_the_names()
    {
        string[] names = [.. Enumerable.Range(0, 23).Select(i => $"{i}.png")];
        foreach (string name in names)
        {
            SampleImage.Write(Path.Combine(Data, "fox"), name, seed: int.Parse(Path.GetFileNameWithoutExtension(name), CultureInfo.InvariantCulture));
        }

        var page = Read(Assert.Single(Write()));

        int index = 0;
        foreach (string name in names.Order(StringComparer.Ordinal))
        {
            var image = Read(Path.Combine(Data, "fox", name));
            Assert.Equal(image.Pixels, Cut(page, Centred(index++, image.Width, image.Height)));
        }
    }

    [Fact]
    public void A_large_image_is_fitted_into_its_tile()
    {
        var image = new RgbImage(600, 900, [.. Enumerable.Range(0, 600 * 900 * 3).Select(i => (byte)(i / 1800 / 4))]);
        WriteFile("fox", "high.png", image.EncodePng());

        var page = Read(Assert.Single(Write()));

        Assert.Equal(image.Resize(120, 180).Pixels, Cut(page, Centred(0, 120, 180)));
        Assert.NotEqual(image.Pixels[..3], Cut(page, ContactSheetLayout.PictureAt(0))[..3]);
    }

    [Fact]
    public void The_name_stands_below_the_picture()
    {
        WriteFile("fox", "a.png", SampleImage.Png(1));
        WriteFile("wolf", "b.png", SampleImage.Png(2));
        var box = ContactSheetLayout.PictureAt(0);
        var caption = new PixelWindow(box.X, box.Y + box.Height, box.Width, ContactSheetLayout.CaptionHeight);

        byte[][] captions = [.. Write().Select(page => Cut(Read(page), caption))];

        Assert.All(captions, pixels => Assert.Contains((byte)32, pixels));
        Assert.NotEqual(captions[0], captions[1]);
    }

    [Fact]
    public void A_file_that_does_not_decode_has_a_red_tile_that_says_why()
    {
        WriteFile("fox", "page.jpg", "<!DOCTYPE html><html></html>"u8.ToArray());
        WriteFile("fox", "text.jpg", "not a picture"u8.ToArray());

        var page = Read(Assert.Single(Write()));

        byte[][] tiles = [Cut(page, ContactSheetLayout.PictureAt(0)), Cut(page, ContactSheetLayout.PictureAt(1))];
        Assert.All(tiles, tile => Assert.Equal([244, 214, 210], tile[..3]));
        Assert.All(tiles, tile => Assert.Equal([176, 32, 24], tile[^3..]));
        Assert.NotEqual(tiles[0], tiles[1]);
    }

    [Fact]
    public void A_truncated_image_is_shown_as_far_as_it_goes_above_its_note()
    {
        byte[] whole = Read(SampleImage.Png(3)).EncodeJpeg(), cut = whole[..(whole.Length * 3 / 4)];
        WriteFile("fox", "cut.jpg", cut);
        Assert.IsType<ImageVerdict.Truncated>(ImageDecoder.TryDecode(cut, new DecodeLimits(), out var partial));

        var page = Read(Assert.Single(Write()));

        const int NoteHeight = 72;
        var place = Centred(0, 48, 40);
        Assert.Equal(partial!.Pixels, Cut(page, place with { Y = place.Y - (NoteHeight / 2) }));
        Assert.Equal(Read(whole).Pixels[..300], partial.Pixels[..300]);
        Assert.Equal([176, 32, 24], Cut(page, ContactSheetLayout.PictureAt(0))[^3..]);
    }

    [Fact]
    public void Exact_copies_are_marked_worse_where_they_stand_in_two_classes()
    {
        WriteFile("bear", "a.png", SampleImage.Png(1));
        WriteFile("bear", "b.png", SampleImage.Png(1));
        WriteFile("bear", "c.png", SampleImage.Png(2));
        WriteFile("bear", "d.png", SampleImage.Png(3));
        WriteFile("fox", "e.png", SampleImage.Png(3));

        var pages = Write().Select(path => Read(path)).ToArray();

        byte[][] corners = [.. Enumerable.Range(0, 4).Select(i => Cut(pages[0], ContactSheetLayout.PictureAt(i))[^3..]), Cut(pages[1], ContactSheetLayout.PictureAt(0))[^3..]];
        byte[] odd = [150, 84, 0], wrong = [176, 32, 24], plain = [222, 222, 222];
        Assert.Equal([odd, odd, plain, wrong, wrong], corners);
    }

    [Fact]
    public void Empty_files_hidden_files_and_files_outside_a_class_are_no_copies_of_one_another()
    {
        WriteFile("fox", "a.png", []);
        WriteFile("fox", "b.png", []);
        WriteFile("fox", "sub/c.png", SampleImage.Png(1));
        WriteFile("fox", ".d.png", SampleImage.Png(1));
        WriteFile("", "e.png", SampleImage.Png(1));

        var page = Read(Assert.Single(Write()));

        byte[][] corners = [.. Enumerable.Range(0, 4).Select(i => Cut(page, ContactSheetLayout.PictureAt(i))[..3])];
        Assert.Equal([[244, 214, 210], [244, 214, 210], [222, 222, 222], [236, 236, 236]], corners);
    }

    [Fact]
    public void A_class_without_files_has_a_page_that_says_so()
    {
        Directory.CreateDirectory(Path.Combine(Data, "fox"));

        Assert.Equal((2532, 282), (Read(Assert.Single(Write())).Width, Read(Write()[0]).Height));
    }

    [Fact]
    public void The_same_files_make_the_same_bytes()
    {
        SampleImage.WriteDataset(Data, 5, "bear", "fox", "wolf");

        byte[][] first = [.. Write().Select(File.ReadAllBytes)];

        Assert.Equal(first, Write().Select(File.ReadAllBytes));
    }

    [Fact]
    public void Pages_of_a_larger_data_set_do_not_stay_beside_new_ones()
    {
        SampleImage.WriteDataset(Data, 1, "fox");
        File.WriteAllText(Directory.CreateDirectory(Output).FullName + "/fox-2.png", "old");
        File.WriteAllText(Path.Combine(Output, "notes.txt"), "kept");

        ContactSheets.RemoveAllBut(Write(), Output);

        Assert.Equal(["fox-1.png", "notes.txt"], Directory.GetFiles(Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("drawings")]
    [InlineData("drawings/")]
    public void The_default_output_is_named_after_the_data_set(string name) =>
        Assert.Equal(_folder["artifacts", "sheets", "drawings"], ContactSheets.DefaultOutput(_folder[name], new ProjectLayout(_folder.Path)));

    [Fact]
    public void What_is_no_data_set_is_one_clear_line()
    {
        File.WriteAllText(_folder["file.jpg"], "");
        Directory.CreateDirectory(_folder["no-classes", ".hidden"]);

        Assert.EndsWith("absent is not a folder: name one that holds one folder of images per class", Problem(_folder["absent"], Output), StringComparison.Ordinal);
        Assert.Contains("file.jpg is not a folder", Problem(_folder["file.jpg"], Output), StringComparison.Ordinal);
        Assert.Contains("holds no class folder", Problem(_folder["no-classes"], Output), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Sheets_are_not_written_among_the_images()
    {
        SampleImage.WriteDataset(Data, 1, "fox");

        Assert.Contains("lies inside the data set", Problem(Data, Data), StringComparison.Ordinal);
        Assert.Contains("--output", Problem(Data, Path.Combine(Data, "sheets")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Data));
        Assert.Single(ContactSheets.Write(Data, Data + "-sheets", new NoProgress(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_cancelled_drawing_leaves_no_page()
    {
        SampleImage.WriteDataset(Data, 1, "fox");

        Assert.Throws<OperationCanceledException>(() => ContactSheets.Write(Data, Output, new NoProgress(), new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void A_photo_that_was_taken_sideways_stands_upright()
    {
        string photo = PipelineAssets.Require("odd", "exif-orientation-6-portrait.jpg");
        WriteFile("fox", "sideways.jpg", File.ReadAllBytes(photo));

        var page = Read(Assert.Single(Write()));

        var upright = Read(photo).ResizeToFit(240, 180);
        Assert.True(upright.Width < upright.Height);
        byte[] shown = Cut(page, Centred(0, upright.Width, upright.Height));
        Assert.InRange(shown.Zip(upright.Pixels, (a, b) => Math.Abs(a - b)).Average(), 0, 2);
    }

    [Fact]
    public void Lettering_asks_no_graphics_library_for_a_font()
    {
        string[] sources =
        [
            .. Directory.GetFiles(Path.Combine(Repository.Root, "src", "Pipeline", "Reporting"))
                .Where(file => Path.GetFileName(file).StartsWith("ContactSheet", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("Pixel", StringComparison.Ordinal)),
        ];

        Assert.True(sources.Length > 8, $"{sources.Length} files were seen.");
        Assert.DoesNotContain(sources, file => File.ReadAllText(file) is var text && (text.Contains("Skia", StringComparison.Ordinal) || text.Contains("NetVips", StringComparison.Ordinal)));
    }

    private IReadOnlyList<string> Write() => ContactSheets.Write(Data, Output, new NoProgress(), TestContext.Current.CancellationToken);

    private static string Problem(string folder, string output)
    {
        string message = Assert.Throws<PipelineException>(() => ContactSheets.Write(folder, output, new NoProgress(), TestContext.Current.CancellationToken)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private void WriteFile(string label, string name, byte[] bytes)
    {
        string path = Path.Combine(Data, label, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private static RgbImage Read(string path) => Read(File.ReadAllBytes(path));

    private static RgbImage Read(byte[] bytes) => ImageDecoder.Decode(bytes, new DecodeLimits());

    private static PixelWindow Centred(int index, int width, int height)
    {
        var box = ContactSheetLayout.PictureAt(index);
        return new(box.X + ((box.Width - width) / 2), box.Y + ((box.Height - height) / 2), width, height);
    }

    /// <returns>[height, width, 3] of the window.</returns>
    private static byte[] Cut(RgbImage page, PixelWindow window) =>
        [.. Enumerable.Range(window.Y, window.Height).SelectMany(y => page.Pixels.Skip(((y * page.Width) + window.X) * 3).Take(window.Width * 3))];

    private sealed class NoProgress : IProgress<Progress>
    {
        public void Report(Progress value) { }
    }
}
