namespace Pipeline.Backbones.Downloads;

/// <summary>Cancels what waits for a server that sends nothing any more.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly CancellationToken _user;
    private readonly CancellationTokenSource _stall;
    private readonly CancellationTokenSource _either;

    /// <param name="patience">How long nothing may come.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="user">Cancels too.</param>
    public StallWatch(TimeSpan patience, TimeProvider clock, CancellationToken user)
    {
        (_patience, _user) = (patience, user);
        _stall = new CancellationTokenSource(patience, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stall.Token, user);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Whether a cancellation was the server's doing.</summary>
    public bool Stalled => _stall.IsCancellationRequested && !_user.IsCancellationRequested;

    /// <summary>Something came: the wait begins anew.</summary>
    public void Restart() => _stall.CancelAfter(_patience);

    public void Dispose()
    {
        _either.Dispose();
        _stall.Dispose();
    }
}
