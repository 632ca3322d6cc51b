using Pipeline.Configuration;

namespace Pipeline.Tests.Configuration;

public sealed class ProjectLayoutTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    [Theory]
    [InlineData("configs/a.yaml", "")]
    [InlineData("configs/sub/deep/a.yaml", "")]
    [InlineData("configs/configs/a.yaml", "configs")]
    [InlineData("elsewhere/a.yaml", "")]
    [InlineData("configs/other/data/a.yaml", "")]
    public void The_root_holds_the_configs_folder_nearest_to_the_file(string file, string root) =>
        Assert.Equal(At(root), ProjectLayout.OfConfig(At(file)).Root);

    [Fact]
    public void Without_a_configs_folder_the_root_is_the_folder_of_the_file_and_the_working_folder()
    {
        Directory.Delete(At("configs"));
        Directory.CreateDirectory(At("x"));
        Assert.Equal(At("x"), ProjectLayout.OfConfig(At("x/a.yaml")).Root);
        Assert.Equal(At("x"), ProjectLayout.OfFolder(At("x")).Root);
    }

    [Fact]
    public void A_working_folder_belongs_to_the_project_around_it()
    {
        Directory.CreateDirectory(At("src/x"));
        Assert.Equal(At(""), ProjectLayout.OfFolder(At("src/x")).Root);
        Assert.Equal(At(""), ProjectLayout.OfFolder(At("")).Root);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_belongs_to_the_project_that_it_lies_in_with_or_without_a_configs_folder(bool hasConfigs)
    {
        if (!hasConfigs)
        {
            Directory.Delete(At("configs"));
        }

        Assert.Equal(At(""), ProjectLayout.OfRun(At("artifacts/runs/a-12345678")).Root);
        Assert.Equal(At(hasConfigs ? "" : "kept/a-12345678"), ProjectLayout.OfRun(At("kept/a-12345678")).Root);
    }

    [Fact]
    public void Paths_are_resolved_against_the_root_and_shown_relative_to_it()
    {
        ProjectLayout layout = new(At(""));
        Assert.Equal(
            [At("configs"), At("data/splits"), At("artifacts/runs"), At("artifacts/features")],
            [layout.Configs, layout.Splits, layout.Runs, layout.Features]);
        Assert.Equal(At("data/x"), layout.Resolve("data/./x"));
        Assert.Equal(At("y"), new ProjectLayout(At("z")).Resolve(At("y")));
        Assert.Equal("data/x", layout.Display(At("data/x")));
        Assert.Equal("..data", layout.Display(At("..data")));
        Assert.Equal(At("../x"), new ProjectLayout(At("z")).Display(At("../x")));
    }

    public void Dispose() => _folder.Dispose();

    private string At(string path) => path.Length == 0 ? _folder.Root : Path.Combine(_folder.Root, path);
}
