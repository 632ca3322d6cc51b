using System.Diagnostics;
using Pipeline.Artifacts;
using Pipeline.Features;

namespace Pipeline.Tests.Recipe;

/// <summary>SIGKILL wherever it may hit: no run is ever half there, and the next run completes with the same bytes from what was kept.</summary>
[Trait("tier", "fault")]
public sealed class KillTests : IDisposable
{
    private const int Moments = 50;
    private const int Images = SampleProject.PerClass * 3;

    private readonly SampleProject _project = new();
    private readonly string _config;
    private readonly string _reference;
    private TimeSpan _whole;

    public KillTests()
    {
        _config = _project.Config("sample.yaml", SampleProject.ConfigText);
        var watch = Stopwatch.StartNew();
        _project.Run("run", _config).Ended(0);
        _whole = watch.Elapsed;
        _reference = _project["reference"];
        Directory.Move(_project.OnlyRun(), _reference);
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void At_fifty_moments_spread_evenly_over_the_time_of_a_run()
    {
        int killed = 0;
        for (int attempts = 0; killed < Moments && attempts < 3 * Moments; attempts++)
        {
            Forget();
            var watch = Stopwatch.StartNew();
            using var process = _project.Start("run", _config);
            bool ended = process.WaitForExit(_whole * killed / Moments) || !process.Kill();
            killed += ended ? 0 : 1;
            // A run is over sooner than the first one was: the moments are spread over what it took.
            _whole = ended ? watch.Elapsed : _whole;
            process.WaitForExit();
            GoOn();
        }

        Assert.Equal(Moments, killed);
    }

    [Fact]
    public void Before_any_change_of_the_disk_that_a_run_makes()
    {
        Forget();
        string count = _project["changes.txt"];
        _project.RunWith(FaultyDisk.CountsIn(count), _project.Root, "run", _config).Ended(0);
        int changes = int.Parse(File.ReadAllText(count), null);
        int step = Math.Max(1, changes / Moments);

        int killed = 0, inFolder = 0;
        for (int change = 1; change <= changes; change += step)
        {
            Forget();
            killed += _project.RunWith(FaultyDisk.DiesAt(change), _project.Root, "run", _config).ExitCode == 128 + (int)Signal.Kill ? 1 : 0;
            inFolder += _project.InRuns.Any(name => name.EndsWith(".partial", StringComparison.Ordinal)) ? 1 : 0;
            GoOn();
        }

        Assert.InRange(killed, Math.Min(changes, Moments) * 9 / 10, 2 * Moments);
        Assert.InRange(inFolder, 10, killed);
    }

    [Theory]
    [InlineData("reading", "artifacts/cache/verdicts")]
    [InlineData("splitting", "data/splits")]
    [InlineData("extracting", "config:")]
    [InlineData("fitting", "from the store")]
    [InlineData("timing", "the head that is kept took")]
    public void In_each_stage(string stage, string sign)
    {
        Forget();
        string slow = _project.Config("slow.yaml", SampleProject.ConfigText.Replace("repeats: 2, images: 4", "repeats: 200, images: 18", StringComparison.Ordinal));
        using var process = _project.Start("run", slow);
        process.WaitFor(stage, _ => sign.Contains('/', StringComparison.Ordinal) ? HasFiles(sign) : Log().Contains(sign, StringComparison.Ordinal));

        process.Signal(Signal.Kill);

        Assert.Equal(128 + (int)Signal.Kill, process.WaitForExit().ExitCode);
        Assert.All(_project.InRuns, name => Assert.Contains(Path.GetExtension(name), (string[])[".lock", ".partial"]));
        GoOn();
    }

    private void Forget()
    {
        foreach (string folder in new[] { _project["artifacts"], _project["data", "splits"] }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void GoOn()
    {
        Assert.All(_project.InRuns, name => Assert.True(name.EndsWith(".partial", StringComparison.Ordinal) || name.EndsWith(".lock", StringComparison.Ordinal) || IsWhole(name), $"{name} is half a run."));
        int kept = new FeatureInventory(_project["artifacts", "features"], TimeProvider.System).Stats().Sum(stats => stats.Damaged == 0 ? stats.Images : -1);
        Assert.Contains(kept, (int[])[0, Images]);
        bool wasMade = _project.InRuns.Any(IsWhole);

        var run = _project.Make();

        Assert.Equal(!wasMade, run.IsNew);
        SameBytes.Of(_reference, run.Path);
        Assert.Contains(wasMade ? "" : $"features of tiny: {Images - kept} extracted, {kept} from the store", File.ReadAllText(Path.Combine(run.Path, RunFiles.Log)), StringComparison.Ordinal);

        // A process that dies between publishing a run and releasing its lock leaves the lock's file, which nobody holds.
        Assert.All(_project.InRuns, name => Assert.True(IsWhole(name) || (wasMade && name.EndsWith(".lock", StringComparison.Ordinal)) || !name.StartsWith(run.Record.Folder, StringComparison.Ordinal), $"{name} is left."));
    }

    private bool IsWhole(string name) =>
        Directory.Exists(Path.Combine(_project.Runs, name)) && !name.EndsWith(".partial", StringComparison.Ordinal)
        && Directory.GetFiles(_reference).Select(Path.GetFileName).Order().SequenceEqual(Directory.GetFiles(Path.Combine(_project.Runs, name)).Select(Path.GetFileName).Order());

    private bool HasFiles(string folder) => Directory.Exists(_project[folder]) && Directory.EnumerateFiles(_project[folder]).Any(file => Path.GetExtension(file) != ".partial");

    /// <summary>Of the run under way.</summary>
    private string Log()
    {
        if (_project.InRuns.FirstOrDefault(name => name.EndsWith(".partial", StringComparison.Ordinal)) is not { } making || !File.Exists(Path.Combine(_project.Runs, making, RunFiles.Log)))
        {
            return "";
        }

        using var log = new StreamReader(new FileStream(Path.Combine(_project.Runs, making, RunFiles.Log), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return log.ReadToEnd();
    }
}
