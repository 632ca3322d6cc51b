using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Datasets.Importing;

namespace Pipeline.Tests.Datasets.Importing;

public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["raw", "mine"];

    [Theory]
    [InlineData("folder")]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    public void Every_kind_of_source_gives_the_same_folder(string kind)
    {
        Import(Pack(kind, ("cat/1.jpg", Photo("a")), ("cat/deep/2.jpg", Photo("b")), ("dog/1.jpg", Photo("c")), ("dog/note.txt", "text"u8.ToArray())));

        Assert.Equal(["cat/1.jpg", "cat/2.jpg", "dog/1.jpg", "import.csv"], Written());
        Assert.Equal(Photo("b"), File.ReadAllBytes(Path.Combine(Target, "cat", "2.jpg")));
    }

    [Fact]
    public void The_layout_of_the_studys_archive_is_known()
    {
        Import(Pack("zip", ("animals/animals/antelope/02f4b3be2d.jpg", Photo("a")), ("animals/animals/bear/1.jpg", Photo("b")), ("name of the animals.txt", "antelope"u8.ToArray())));
        Assert.Equal(["antelope/02f4b3be2d.jpg", "bear/1.jpg", "import.csv"], Written());
    }

    [Fact]
    public void Train_and_test_folders_are_merged_because_we_split_ourselves()
    {
        Import(Pack("zip", ("set/train/cat/1.jpg", Photo("a")), ("set/train/dog/1.jpg", Photo("b")), ("set/test/cat/1.jpg", Photo("c"))));
        Assert.Equal([$"cat/1-{Sha("a")[..10]}.jpg", $"cat/1-{Sha("c")[..10]}.jpg", "dog/1.jpg", "import.csv"], Written());
    }

    [Fact]
    public void A_scan_takes_the_manifest_for_no_image_and_the_manifest_tells_where_each_came_from()
    {
        string source = Pack("zip", ("x/cat/=1.jpg", Photo("a")), ("x/dog/2.jpg", Photo("b")));
        Import(source);

        Assert.Equal(
            [
                "path,sha256,bytes,source,original,study_photo",
                $"cat/=1.jpg,{Sha("a")},{Photo("a").Length},{source},x/cat/=1.jpg,",
                $"dog/2.jpg,{Sha("b")},{Photo("b").Length},{source},x/dog/2.jpg,yes",
            ],
            File.ReadAllLines(Path.Combine(Target, "import.csv")));
        Assert.Equal(LedgerState.Ignored, new FolderWalk(Target).Files(new HashSet<string>(["cat", "dog"])).Single(file => file.Path == "import.csv").State);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    public void Nothing_is_written_outside_the_folder(string kind)
    {
        string[] names = ["../../evil.jpg", "cat/../../evil.jpg", "/abs/evil.jpg", "C:\\evil.jpg", "\\\\host\\share\\evil.jpg", "cat\\..\\..\\evil.jpg"];
        Import(Pack(kind, [("cat/1.jpg", Photo("a")), ("dog/1.jpg", Photo("b")), .. names.Select((name, i) => (name, Photo($"evil{i}")))]));

        Assert.Equal(["cat/1.jpg", "dog/1.jpg", "import.csv"], Written());
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories), file => Path.GetFileName(file).Contains("evil", StringComparison.Ordinal));
        Assert.All(names, name => Assert.Contains(new SkippedFile(name, "its name points outside the archive"), Plan(_folder[$"source.{kind}"]).Skipped));
    }

    [Fact]
    public void Links_and_devices_are_named_and_not_followed()
    {
        string tar = _folder["links.tar"];
        using (var writer = new TarWriter(File.Create(tar)))
        {
            Add(writer, "cat/1.jpg", Photo("a"));
            Add(writer, "dog/1.jpg", Photo("b"));
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "cat/link.jpg") { LinkName = "/etc/passwd" });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, "cat/hard.jpg") { LinkName = "cat/1.jpg" });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Fifo, "cat/pipe.jpg"));
        }

        string zip = _folder["links.zip"];
        using (var archive = new ZipArchive(File.Create(zip), ZipArchiveMode.Create))
        {
            Add(archive, "cat/1.jpg", Photo("a"));
            Add(archive, "cat/link.jpg", "/etc/passwd"u8.ToArray()).ExternalAttributes = unchecked((int)0xA1FF0000);
        }

        Directory.CreateDirectory(_folder["tree", "cat"]);
        File.WriteAllBytes(_folder["tree", "cat", "1.jpg"], Photo("a"));
        File.CreateSymbolicLink(_folder["tree", "cat", "link.jpg"], _folder["tree", "cat", "1.jpg"]);

        Assert.Equal(["cat/hard.jpg", "cat/link.jpg", "cat/pipe.jpg"], Plan(tar).Skipped.Select(file => file.Original));
        Assert.Equal(new SkippedFile("cat/link.jpg", "a link or device: not followed"), Assert.Single(Plan(zip).Skipped));
        Assert.Equal(new SkippedFile("cat/link.jpg", "a link: not followed"), Assert.Single(Plan(_folder["tree"]).Skipped));
    }

    [Fact]
    public void Names_are_made_safe_for_every_file_system()
    {
        Import(Pack("zip", ("CON/aux.jpg", Photo("a")), ("CON/a:b?.jpg", Photo("b")), ("CON/x.jpg", Photo("c")), ("CON/X.JPG", Photo("d")), ($"dog /{new string('y', 300)}.jpg", Photo("e"))));
        Assert.Equal(
            [$"_CON/X-{Sha("d")[..10]}.JPG", "_CON/_aux.jpg", "_CON/a_b_.jpg", $"_CON/x-{Sha("c")[..10]}.jpg", $"dog/{new string('y', 96)}.jpg", "import.csv"],
            Written());
    }

    [Fact]
    public void Classes_that_differ_in_case_only_are_refused() => Assert.Equal(
        "the classes 'Cat' and 'cat' would lie in one folder on some systems: rename one, or choose with --classes",
        Refusal(Pack("zip", ("Cat/1.jpg", Photo("a")), ("cat/2.jpg", Photo("b")))));

    [Fact]
    public void A_copy_in_the_same_class_is_imported_once()
    {
        var plan = Plan(Pack("zip", ("cat/b.jpg", Photo("a")), ("cat/a.jpg", Photo("a")), ("dog/1.jpg", Photo("b"))));
        Assert.Equal(["cat/a.jpg", "dog/1.jpg"], plan.Images.Select(image => image.Target));
        Assert.Equal([new SkippedFile("cat/b.jpg", "a copy of cat/a.jpg")], plan.Skipped);
    }

    [Fact]
    public void An_archive_that_repeats_a_name_is_imported_whole()
    {
        Import(Pack("zip", ("cat/1.jpg", Photo("a")), ("cat/1.jpg", Photo("b")), ("dog/1.jpg", Photo("c"))));
        Assert.Equal(4, Written().Length);
        Assert.Equal(Photo("b"), File.ReadAllBytes(Path.Combine(Target, "cat", $"1-{Sha("b")[..10]}.jpg")));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public void A_bomb_ends_the_import_and_leaves_nothing(string kind)
    {
        byte[] bomb = new byte[8 << 20];
        Photo("a").CopyTo(bomb, 0);
        string source = Pack(kind, ("cat/1.jpg", Photo("a")), ("cat/bomb.jpg", bomb), ("dog/1.jpg", Photo("b")));

        Assert.True(new FileInfo(source).Length < 100_000);
        Assert.Equal(
            $"{source} unpacks to more than 1 MiB: nothing was imported; raise --max-megabytes if it is what you expect",
            Assert.Throws<PipelineException>(() => Import(source, new ImportLimits(1 << 20))).Message);
        Assert.False(Directory.Exists(_folder["raw"]));
        Assert.Equal($"{source} holds more than 2 files (--max-files)", Assert.Throws<PipelineException>(() => Import(source, new ImportLimits(MaxFiles: 2))).Message);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public void An_archive_that_is_cut_short_is_one_line(string kind)
    {
        string source = Pack(kind, [.. Enumerable.Range(0, 20).Select(i => ($"cat/{i}.jpg", Noise(i)))]);
        byte[] bytes = File.ReadAllBytes(source);
        File.WriteAllBytes(source, bytes[..(bytes.Length / 2)]);
        Assert.StartsWith($"{source} is damaged, or no whole {kind[..3]} archive (", Refusal(source), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_source_is_one_line()
    {
        File.WriteAllText(_folder["a.rar"], "Rar!....");
        File.WriteAllText(_folder["a.bin"], "nothing");
        Assert.Equal($"{_folder["a.rar"]}: archives of this kind are not read: unpack it and import the folder", Refusal(_folder["a.rar"]));
        Assert.Equal($"{_folder["a.bin"]} is neither a folder nor a zip, tar or tar.gz archive; a table of paths and labels must end in .csv", Refusal(_folder["a.bin"]));
        Assert.Equal($"{_folder["none"]} does not exist: name a folder, an archive or a table of photos", Refusal(_folder["none"]));
        Assert.StartsWith("there is nothing to import: of its 1 files none is an image", Refusal(Pack("zip", ("cat/1.txt", "x"u8.ToArray()))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_folder_is_never_touched()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "mine.txt"), "mine");
        string source = Pack("zip", ("cat/1.jpg", Photo("a")), ("dog/1.jpg", Photo("b")));
        Assert.StartsWith($"{Target} exists, and an import never writes into what is there", Assert.Throws<PipelineException>(() => Import(source)).Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Written());
    }

    [Fact]
    public void An_empty_folder_may_be_there()
    {
        Directory.CreateDirectory(Target);
        Import(Pack("zip", ("cat/1.jpg", Photo("a")), ("dog/1.jpg", Photo("b"))));
        Assert.Equal(["cat/1.jpg", "dog/1.jpg", "import.csv"], Written());
    }

    [Fact]
    public void A_stopped_import_leaves_nothing()
    {
        string source = Pack("zip", [.. Enumerable.Range(0, 20).Select(i => ($"cat/{i}.jpg", Noise(i)))]);
        var plan = Plan(source);
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => new ImportWriter(ImportSource.Open(source), new ImportLimits(), new StopAt(10, stop)).Write(plan, Target, stop.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["raw"]));
    }

    [Fact]
    public void A_source_that_changes_meanwhile_is_noticed()
    {
        string source = Pack("folder", ("cat/1.jpg", Photo("a")), ("dog/1.jpg", Photo("b")));
        var plan = Plan(source);
        File.WriteAllBytes(Path.Combine(source, "dog", "1.jpg"), Photo("x"));
        Assert.EndsWith("dog/1.jpg has changed while it was being imported: import again",
            Assert.Throws<PipelineException>(() => new ImportWriter(ImportSource.Open(source), new ImportLimits(), null).Write(plan, Target, default)).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(source, "dog", "1.jpg"));
        Assert.EndsWith("has changed while it was being imported: import again",
            Assert.Throws<PipelineException>(() => new ImportWriter(ImportSource.Open(source), new ImportLimits(), null).Write(plan, Target, default)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void A_table_names_files_and_labels()
    {
        string folder = Pack("folder", ("a.jpg", Photo("a")), ("b.jpg", Photo("b")));
        var table = new TableSource(Path.Combine(folder, "labels.csv"), [("a.jpg", "cat"), ("./b.jpg", "dog"), ("gone.jpg", "cat"), ("https://x/y.jpg", "cat"), ("a.jpg", "")]);

        var plan = ImportPlan.Of(ImportSurvey.Of(table, new ImportLimits(), null, default), new ImportChoice(null, null, 1), Study);

        Assert.Equal(["cat/a.jpg", "dog/b.jpg"], plan.Images.Select(image => image.Target));
        Assert.Equal(
            [new SkippedFile("a.jpg", "no label"), new SkippedFile("gone.jpg", "does not exist"), new SkippedFile("https://x/y.jpg", "an address: download it first")], plan.Skipped);
    }

    [Fact]
    public void Unknown_classes_are_refused_with_a_suggestion() => Assert.Equal(
        "--classes: there is no class 'dogg'; did you mean 'dog'? Classes: cat, dog",
        Assert.Throws<PipelineException>(() => Plan(Pack("zip", ("cat/1.jpg", Photo("a")), ("dog/1.jpg", Photo("b"))), new ImportChoice(["dogg"], null, 1))).Message);

    [Fact]
    public void The_draw_is_that_of_a_run()
    {
        string source = Pack("folder", [.. from label in (string[])["cat", "dog"] from i in Enumerable.Range(0, 12) select ($"{label}/{i}.jpg", Photo($"{label}{i}"))]);
        var scan = ImageFolder.Scan(source, new DatasetConfig("x", PerClass: 5), 42, new VerdictCache(new FileInspector("1", _ => new FileVerdict(true, false, "", 1, 1, ""))), null, default);

        Assert.Equal(scan.Images.Select(image => image.Path), Plan(source, new ImportChoice(null, 5, 42)).Images.Select(image => image.Target));
    }

    [Fact]
    public void The_studys_photos_are_recognised_and_drawn_whatever_else_is_there()
    {
        (string, byte[])[] study = [.. Enumerable.Range(0, 12).Select(i => ($"x/ape/{i}.jpg", Photo($"study{i}"))), .. Enumerable.Range(0, 12).Select(i => ($"x/bee/{i}.jpg", Photo($"bee{i}")))];
        var table = new StudyPhotos(string.Join('\n', ["species,file,bytes,sha256", .. study.Select(photo => $"{photo.Item1.Split('/')[1]},{photo.Item1.Split('/')[2]},{photo.Item2.Length},{Hashing.OfBytes(photo.Item2)}")]));
        var choice = new ImportChoice(["ape", "bee"], 5, 42);

        var alone = ImportPlan.Of(ImportSurvey.Of(ImportSource.Open(Pack("zip", study)), new ImportLimits(), null, default), choice, table);
        var among = ImportPlan.Of(ImportSurvey.Of(ImportSource.Open(Pack("folder", [.. study, .. Enumerable.Range(0, 300).Select(i => ($"x/ape/other{i}.jpg", Photo($"other{i}")))])), new ImportLimits(), null, default), choice, table);
        var without = ImportPlan.Of(ImportSurvey.Of(ImportSource.Open(Pack("tar", [.. study.Where(photo => Hashing.OfBytes(photo.Item2) != alone.Images[0].Image.Sha256)])), new ImportLimits(), null, default), choice, table);

        Assert.Equal((24, 24, 0), (alone.StudyPhotos, alone.StudyTotal, alone.Missing));
        Assert.All(alone.Images, image => Assert.True(image.IsStudyPhoto));
        Assert.Equal(alone.Images.Select(image => image.Target), among.Images.Select(image => image.Target));
        Assert.Equal((23, 1, 10), (without.StudyPhotos, without.Missing, without.Images.Count));
    }

    [Fact]
    public void The_shipped_table_holds_sixty_photos_of_each_of_ten_species()
    {
        Assert.Equal(600, StudyPhotos.Shipped.Count);
        Assert.Equal(Enumerable.Repeat(60, 10), StudyPhotos.Shipped.Species.Select(species => species.Count()));
    }

    public void Dispose() => _folder.Dispose();

    private static StudyPhotos Study => new($"species,file,bytes,sha256\ndog,2.jpg,1,{Sha("b")}\n");

    private static byte[] Photo(string id) => [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes(id)];

    private static string Sha(string id) => Hashing.OfBytes(Photo(id));

    private static byte[] Noise(int seed)
    {
        byte[] bytes = new byte[5000];
        new Random(seed).NextBytes(bytes);
        return [.. Photo("n"), .. bytes];
    }

    private static ImportPlan Plan(string source, ImportChoice? choice = null, ImportLimits? limits = null) =>
        ImportPlan.Of(ImportSurvey.Of(ImportSource.Open(source), limits ?? new ImportLimits(), null, default), choice ?? new ImportChoice(null, null, 42), Study);

    private static string Refusal(string source) => Assert.Throws<PipelineException>(() => Plan(source)).Message;

    private void Import(string source, ImportLimits? limits = null) =>
        new ImportWriter(ImportSource.Open(source), limits ?? new ImportLimits(), null).Write(Plan(source, limits: limits), Target, default);

    private string[] Written() => [.. Directory.EnumerateFiles(Target, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Target, file)).Order(StringComparer.Ordinal)];

    private string Pack(string kind, params (string Name, byte[] Bytes)[] files)
    {
        string path = _folder[$"source{(kind == "folder" ? "" : $".{kind}")}"];
        switch (kind)
        {
            case "folder":
                foreach ((string name, byte[] bytes) in files)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(path, name))!);
                    File.WriteAllBytes(Path.Combine(path, name), bytes);
                }

                break;
            case "zip":
                using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
                {
                    Array.ForEach(files, file => Add(archive, file.Name, file.Bytes));
                }

                break;
            default:
                using (Stream file = File.Create(path), stream = kind == "tar.gz" ? new GZipStream(file, CompressionLevel.Optimal) : file)
                using (var writer = new TarWriter(stream))
                {
                    Array.ForEach(files, file => Add(writer, file.Name, file.Bytes));
                }

                break;
        }

        return path;
    }

    private static ZipArchiveEntry Add(ZipArchive archive, string name, byte[] bytes)
    {
        var entry = archive.CreateEntry(name);
        using var stream = entry.Open();
        stream.Write(bytes);
        return entry;
    }

    private static void Add(TarWriter writer, string name, byte[] bytes) =>
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });

    private sealed class StopAt(int done, CancellationTokenSource stop) : IProgress<Progress>
    {
        public void Report(Progress value)
        {
            if (value.Done == done)
            {
                stop.Cancel();
            }
        }
    }
}
