namespace Pipeline.Tests.Backbones.Downloads;

/// <summary>
/// Waits pass at once and are written down. Only the timer that notices a server's silence is held until the test says that there is silence, so
/// that no test depends on how fast the machine is.
/// </summary>
/// <param name="stall">The length by which that timer is known.</param>
internal sealed class PullClock(TimeSpan stall) : TimeProvider
{
    private readonly List<Held> _held = [];
    private readonly List<TimeSpan> _waits = [];

    /// <summary>Whether there is silence that lasts.</summary>
    public Func<bool> Silence { get; set; } = () => false;

    /// <summary>Every wait so far, in order.</summary>
    public TimeSpan[] Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    /// <summary>Lets timers run out that are held, if there is silence.</summary>
    public void Consider()
    {
        Held[] held;
        lock (_held)
        {
            held = [.. _held];
        }

        foreach (var timer in held)
        {
            timer.Consider();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == stall)
        {
            var held = new Held(this, callback, state);
            lock (_held)
            {
                _held.Add(held);
            }

            return held;
        }

        lock (_waits)
        {
            _waits.Add(dueTime);
        }

        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private sealed class Held(PullClock clock, TimerCallback callback, object? state) : ITimer
    {
        private int _armed = 1;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Volatile.Write(ref _armed, 1);
            Consider();
            return true;
        }

        public void Consider()
        {
            if (clock.Silence() && Interlocked.Exchange(ref _armed, 0) == 1)
            {
                ThreadPool.QueueUserWorkItem(_ => callback(state));
            }
        }

        public void Dispose()
        {
            Volatile.Write(ref _armed, 0);
            lock (clock._held)
            {
                clock._held.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
