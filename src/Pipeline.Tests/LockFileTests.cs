namespace Pipeline.Tests;

public sealed class LockFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_holds_it_until_he_lets_it_go_and_then_it_is_gone()
    {
        string path = _folder["below", "it.lock"];

        using (LockFile.TryTake(path))
        {
            Assert.True(File.Exists(path));
            Assert.Null(LockFile.TryTake(path));
        }

        Assert.False(File.Exists(path));
        using var again = LockFile.TryTake(path);
        Assert.NotNull(again);
    }

    [Fact]
    public void A_holder_who_lets_it_go_while_another_asks_is_no_fault_of_the_disk()
    {
        string path = _folder["it.lock"];
        int holders = 0, taken = 0;

        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            using var turn = LockFile.TryTake(path);
            if (turn is not null)
            {
                Assert.Equal(1, Interlocked.Increment(ref holders));
                Interlocked.Increment(ref taken);
                Interlocked.Decrement(ref holders);
            }
        });

        Assert.True(taken > 0);
    }
}
