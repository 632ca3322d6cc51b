using Pipeline.Configuration;

namespace Pipeline.Tests.Configuration;

public sealed class LauncherConfigTests : IDisposable
{
    private const string Experiment = """
        name: a
        dataset: photos
        head: lbfgs

        """;

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_word_experiments_run_on_this_machine() => Assert.IsType<LocalLauncherConfig>(Read("").Launcher);

    [Fact]
    public void A_launcher_is_merged_like_every_other_key()
    {
        var file = Read("launcher: { kind: slurm, partition: gpu, time: '30' }", "launcher=slurm", "launcher.time=2:00:00", "launcher.sbatch={nice: '5', requeue-policy: ''}");

        var slurm = Assert.IsType<SlurmLauncherConfig>(file.Launcher);
        Assert.Equal(("gpu", "2:00:00", "5", ""), (slurm.Partition, slurm.Time, slurm.Sbatch["nice"], slurm.Sbatch["requeue-policy"]));
    }

    [Fact]
    public void The_option_takes_the_place_of_the_files_launcher() =>
        Assert.IsType<LocalLauncherConfig>(Read("launcher: { kind: slurm, partition: gpu }", "launcher=local").Launcher);

    [Fact]
    public void Where_an_experiment_runs_is_no_part_of_it()
    {
        var here = Read("").Experiments[0];
        var there = Read("launcher: { kind: slurm, cpus: 4 }").Experiments[0];

        Assert.Equal(ConfigWriter.Write(here), ConfigWriter.Write(there));
    }

    [Theory]
    [InlineData("launcher: { kind: slurm, time: soon }", "launcher.time")]
    [InlineData("launcher: { kind: slurm, partition: 'a b' }", "launcher.partition")]
    [InlineData("launcher: { kind: slurm, sbatch: { array: '1-3' } }", "array: the launcher sets it itself; remove it")]
    [InlineData("launcher: { kind: slurm, sbatch: { mem: 4G } }", "mem: has a key of its own; write launcher.memory")]
    [InlineData("launcher: { kind: slurm, sbatch: { '--nice': '5' } }", "expects the long name of an option without dashes")]
    [InlineData("launcher: { kind: slurm, notice: 0 }", "launcher.notice")]
    [InlineData("launcher: slrm", "did you mean slurm?")]
    [InlineData("sweep: { launcher.cpus: [1, 2] }", "where experiments are carried out changes no result")]
    public void Mistakes_are_told(string line, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigException>(() => Read(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_launcher_is_kept_for_whoever_goes_on()
    {
        var launcher = new SlurmLauncherConfig(Partition: "gpu", Setup: ["module load dotnet"], Sbatch: new Dictionary<string, string> { ["nice"] = "5" });
        LauncherFile.Write(_folder.PathOf("launcher.yaml"), launcher);

        var read = Assert.IsType<SlurmLauncherConfig>(LauncherFile.Read(_folder.PathOf("launcher.yaml"), ["launcher.time=10"]));

        Assert.Equal(("gpu", "10", "module load dotnet", "5"), (read.Partition, read.Time, read.Setup[0], read.Sbatch["nice"]));
        Assert.Equal(4, Assert.IsType<SlurmLauncherConfig>(LauncherFile.Read(null, ["launcher=slurm", "launcher.cpus=4"])).Cpus);
    }

    private ExperimentFile Read(string lines, params string[] overrides) =>
        ExperimentConfigReader.ReadFile(_folder.With("a.yaml", $"{Experiment}{lines}\n").PathOf("a.yaml"), overrides);
}
