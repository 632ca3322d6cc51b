using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Tests;

public sealed class LeftoversTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 5, 17, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_killed_processes_left_goes_when_it_is_old_and_nothing_else_does()
    {
        string[] stay =
        [
            Touch("a", "x.features", hours: 99),
            Touch("a", "y.features.partial", hours: 0.5),
            Touch("a", "partial", hours: 99),
            Touch("young.scratch", "segment.features", hours: 0.5),
        ];
        Touch("a", "z.features.partial", hours: 2);
        Touch("b", "4x7.scratch.onnx", hours: 2);
        Touch("verify-7.scratch", "segment.features", hours: 2);
        Directory.SetLastWriteTimeUtc(_folder["verify-7.scratch"], Ago(2));

        Leftovers.Remove([_folder.Path, _folder["no such folder"]], _clock);

        Assert.Equal(stay.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(_folder["verify-7.scratch"]));
    }

    private DateTime Ago(double hours) => _clock.GetUtcNow().UtcDateTime.AddHours(-hours);

    private string Touch(string folder, string name, double hours)
    {
        Directory.CreateDirectory(_folder[folder]);
        File.WriteAllText(_folder[folder, name], "");
        File.SetLastWriteTimeUtc(_folder[folder, name], Ago(hours));
        return _folder[folder, name];
    }
}
