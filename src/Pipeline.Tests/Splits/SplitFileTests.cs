using System.Text.Json.Nodes;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Splits;

namespace Pipeline.Tests.Splits;

public sealed class SplitFileTests : IDisposable
{
    private static readonly Sample Photos = SplitSamples.Make([1, 1, 1, 1, 2], [1, 1, 1, 1, 1]);

    private readonly string _folder = Directory.CreateTempSubdirectory("splits-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_question_finds_the_same_file()
    {
        var first = Get(Photos);
        byte[] bytes = File.ReadAllBytes(first.Path);
        var second = Get(Photos);
        Assert.False(first.Reused);
        Assert.True(second.Reused);
        Assert.Equal(first.Split.Hash, second.Split.Hash);
        Assert.Equivalent(first.Split.Folds, second.Split.Folds);
        Assert.Equal(bytes, File.ReadAllBytes(first.Path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void The_name_tells_the_dataset_the_kind_and_the_inputs() =>
        Assert.Matches("^animals-k_fold-[0-9a-f]{8}[.]json$", Path.GetFileName(Get(Photos).Path));

    [Fact]
    public void The_file_has_one_line_per_image()
    {
        string[] lines = File.ReadAllText(Get(Photos).Path).Split('\n');
        Assert.Equal(
            ["{", """  "algorithm": 1,""", """  "seed": 7,""", """  "split": {"kind":"k_fold","folds":3,"repeats":2,"validation":0.25},""", """  "images": ["""],
            lines[..5]);
        Assert.Equal(Photos.Images.Length, lines.Count(line => line.StartsWith("    {\"path\":\"class", StringComparison.Ordinal)));
        Assert.Equal(["  ]", "}", ""], lines[^3..]);
    }

    [Fact]
    public void Other_images_labels_seeds_and_configs_have_files_of_their_own()
    {
        Get(Photos);
        Get(SplitSamples.Make([1, 1, 1, 1, 1], [1, 1, 1, 1, 1]));
        Get(Photos with { Labels = new LabelSet(["cat", "dog"]) });
        Get(Photos, seed: 8);
        Get(Photos, new KFoldSplitConfig(3, 2, 0.2));
        Get(Photos, new HoldOutSplitConfig());
        Assert.Equal(6, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Moved_images_keep_their_parts()
    {
        var before = Get(Photos);
        var moved = Photos with { Images = [.. Photos.Images.Reverse().Select((image, i) => image with { Path = $"moved/{i}.jpg" })] };
        var after = Get(moved);
        Assert.True(after.Reused);
        Assert.Equal(before.Split.Hash, after.Split.Hash);
        Assert.Equal(before.Split.Parts.Describe(0), after.Split.Parts.Describe(moved.Images.Length - 1));
    }

    [Fact]
    public void An_edit_that_is_still_a_split_is_taken_at_its_word()
    {
        var before = Get(Photos, new HoldOutSplitConfig());
        Edit(before.Path, images =>
        {
            var test = images.First(image => Part(image) == "test" && image["label"]!.GetValue<string>() == "class1");
            var train = images.First(image => Part(image) == "train" && image["label"]!.GetValue<string>() == "class1");
            (test["repeats"], train["repeats"]) = (train["repeats"]!.DeepClone(), test["repeats"]!.DeepClone());
        });
        var after = Get(Photos, new HoldOutSplitConfig());
        Assert.True(after.Reused);
        Assert.NotEqual(before.Split.Hash, after.Split.Hash);

        static string Part(JsonNode image) => image["repeats"]![0]!.GetValue<string>();
    }

    [Theory]
    [InlineData("test 5", "class0/0-0.jpg: repeat 0: 'test 5' names fold '5', and there are folds 0 to 2")]
    [InlineData("test 0, validation 0", "class0/0-0.jpg: repeat 0: 'test 0, validation 0' gives fold 0 twice")]
    [InlineData("tset 1", "class0/0-0.jpg: repeat 0: 'tset 1' is not a part; parts are train, validation and test")]
    [InlineData("test", "class0/0-0.jpg: repeat 0: 'test' names no fold")]
    [InlineData("train 1", "class0/0-0.jpg: repeat 0: 'train 1' is not a part")]
    [InlineData("train", "class0/0-0.jpg is tested in 0 folds of repeat 0, not in one")]
    [InlineData("test 0 1", "class0/0-0.jpg is tested in 2 folds of repeat 0, not in one")]
    public void Parts_that_make_no_sense_are_refused(string parts, string problem) =>
        Refuses(problem, images => images[0]["repeats"]![0] = parts);

    [Fact]
    public void A_missing_repeat_is_refused() =>
        Refuses("class0/0-0.jpg: 1 repeats where the split has 2", images => ((JsonArray)images[0]["repeats"]!).RemoveAt(1));

    [Fact]
    public void A_missing_image_is_refused() => Refuses("class0/1-0.jpg is missing from it", images => images[1]["sha256"] = images[0]["sha256"]!.GetValue<string>());

    [Fact]
    public void A_surplus_copy_is_refused() =>
        Refuses("it lists class0/4-0.jpg (class0) 3 times, and the dataset holds it 2 times", images => images.Add(images[4].DeepClone()));

    [Fact]
    public void Duplicates_in_different_parts_are_refused() =>
        Refuses("class0/4-0.jpg and class0/4-1.jpg are the same image in different parts", images => images[5]["repeats"] = images[0]["repeats"]!.DeepClone());

    [Fact]
    public void A_class_without_test_images_is_refused() =>
        Refuses("class 'class1' has no test image in repeat 0, fold 0", images =>
        {
            foreach (var image in images.Where(image => image["label"]!.GetValue<string>() == "class1"))
            {
                image["repeats"] = new JsonArray("train");
            }
        }, new HoldOutSplitConfig());

    [Fact]
    public void Validation_images_that_nobody_asked_for_are_refused() =>
        Refuses("repeat 0, fold 0 has validation images, and the split asks for none", images =>
            images.First(image => image["repeats"]![0]!.GetValue<string>() == "train")["repeats"] = new JsonArray("validation"), new HoldOutSplitConfig());

    [Fact]
    public void A_file_of_another_seed_under_this_name_is_refused()
    {
        string path = Get(Photos).Path;
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"seed\": 7", "\"seed\": 9", StringComparison.Ordinal));
        Assert.Contains("it holds seed 9, ", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("""{"algorithm":1,"seed":7,"split":null,"images":[]}""")]
    [InlineData("""{"algorithm":1,"seed":7,"split":{"kind":"k_fold","folds":3,"repeats":2,"validation":0.25},"images":[null]}""")]
    public void Damage_is_named_with_the_file_and_the_way_out(string contents)
    {
        string path = Get(Photos).Path;
        File.WriteAllText(path, contents);
        string message = Refusal();
        Assert.StartsWith(path + ": ", message, StringComparison.Ordinal);
        Assert.EndsWith("; delete it to have it made again", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        string path = Get(Photos).Path;
        string whole = File.ReadAllText(path);
        foreach (int length in Enumerable.Range(0, 20).Select(i => i * whole.Length / 20))
        {
            File.WriteAllText(path, whole[..length]);
            Assert.EndsWith("delete it to have it made again", Refusal(), StringComparison.Ordinal);
        }
    }

    private void Refuses(string problem, Action<List<JsonNode>> edit, SplitConfig? config = null)
    {
        string path = Get(Photos, config).Path;
        Edit(path, edit);
        Assert.Equal($"{path}: {problem}; delete it to have it made again", Refusal(config));
    }

    private static void Edit(string path, Action<List<JsonNode>> edit)
    {
        var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        List<JsonNode> images = [.. root["images"]!.AsArray().Select(image => image!.DeepClone())];
        edit(images);
        root["images"] = new JsonArray([.. images]);
        File.WriteAllText(path, root.ToJsonString());
    }

    private string Refusal(SplitConfig? config = null) => Assert.Throws<PipelineException>(() => Get(Photos, config)).Message;

    private SplitFile Get(Sample sample, SplitConfig? config = null, int seed = 7) =>
        SplitFile.GetOrCreate(_folder, "animals", sample.Images, sample.Labels, config ?? new KFoldSplitConfig(3, 2, 0.25), seed);
}
