namespace Pipeline.Tests.Recipe;

[Collection(CliRunGroup.Name)]
[Trait("tier", "recipe")]
public sealed class RepeatabilityTests(CliRun run)
{
    [Fact]
    public void Another_place_language_time_zone_file_order_and_number_of_cores_change_no_byte()
    {
        using var elsewhere = new SampleProject();
        elsewhere.AddOddFiles();
        elsewhere.RemakeImagesInReverse();
        Dictionary<string, string?> abroad = new()
        {
            ["LANG"] = "de_DE.UTF-8",
            ["LC_ALL"] = "tr_TR.UTF-8",
            ["TZ"] = "Pacific/Chatham",
            ["DOTNET_PROCESSOR_COUNT"] = "1",
        };

        elsewhere.RunWith(abroad, Path.GetTempPath(), "run", elsewhere["configs", "sample.yaml"]).Ended(0);

        Assert.Equal(run.Name, Path.GetFileName(elsewhere.OnlyRun()));
        SameBytes.Of(run.Folder, elsewhere.OnlyRun());
        Assert.Equal(SplitText(run.Project), SplitText(elsewhere));
    }

    private static string SplitText(SampleProject project) => File.ReadAllText(Assert.Single(Directory.GetFiles(project["data", "splits"])));
}
