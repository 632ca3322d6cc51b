using Pipeline.Artifacts;
using Pipeline.Tests.Reporting;

namespace Pipeline.Tests.Artifacts;

public sealed class TimingsReaderTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Each_launch_is_read_by_itself()
    {
        var run = _runs.Add(new SyntheticRun("three") { Launches = 3 });

        var times = TimingsReader.Read(run)!;

        Assert.Equal(3, times.Launches.Count);
        Assert.All(times.Launches, launch => Assert.Equal(50, launch.Count));
        Assert.Equal(3 * 3 * 50, TimingsReader.Totals(run).Count);
    }

    [Fact]
    public void A_file_from_before_there_were_launches_is_one_of_one_launch()
    {
        var run = _runs.Add(new SyntheticRun("old"));
        var now = TimingsReader.Read(run)!;
        string file = Path.Combine(run.Path, RunFiles.Timings);
        string[][] cells = [.. File.ReadAllLines(file).Select(line => line.Split(','))];
        Assert.Equal("launch", cells[0][1]);
        File.WriteAllLines(file, cells.Select(line => string.Join(',', line.Where((_, column) => column != 1))));

        var then = TimingsReader.Read(run)!;

        Assert.Equal(Assert.Single(now.Launches), Assert.Single(then.Launches));
    }
}
