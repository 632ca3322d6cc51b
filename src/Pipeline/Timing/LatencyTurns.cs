using Pipeline.Configuration;

namespace Pipeline.Timing;

/// <summary>
/// Subjects timed in turns, A B C A B C, in this start of the program: whatever the machine does meanwhile (warming up, slowing down, other work) hits
/// all of them alike.
/// </summary>
/// <param name="clock">Times everything.</param>
/// <param name="http">Opens the way through a server.</param>
internal sealed class LatencyTurns(TimeProvider clock, OpenHeadPath http)
{
    /// <param name="requests">At least one prediction each.</param>
    /// <param name="progress">Hears of every timed prediction, between two of them.</param>
    /// <param name="cancellation">Stops between two predictions.</param>
    /// <returns>In the order of the requests.</returns>
    public IReadOnlyList<MeasuredLaunch> Measure(IReadOnlyList<LatencyRequest> requests, IProgress<Progress> progress, CancellationToken cancellation)
    {
        using var networks = new TimedNetworks(requests, clock);
        List<LatencySession> sessions = [];
        try
        {
            foreach (var request in requests)
            {
                sessions.Add(new LatencySession(request, Open, networks.Shared(request), clock, cancellation));
            }

            TakeTurns(sessions, Stage(requests), progress);
            return [.. sessions.Select(session => session.Finish())];
        }
        finally
        {
            sessions.ForEach(session => session.Dispose());
        }
    }

    /// <summary>What progress calls it.</summary>
    public static string Stage(IReadOnlyList<LatencyRequest> requests) =>
        requests is [var one] ? $"timing {one.Subject.Shape}" : $"timing {requests.Count} networks and heads in turns";

    private static void TakeTurns(List<LatencySession> sessions, string stage, IProgress<Progress> progress)
    {
        int total = sessions.Sum(session => session.Total);
        for (int done = 0; done < total;)
        {
            foreach (var session in sessions.Where(session => session.Done < session.Total))
            {
                session.Next();
                progress.Report(new Progress(stage, ++done, total, "predictions"));
            }
        }
    }

    private IPredictionPath Open(LatencySubject subject, TimingConfig config, CancellationToken cancellation) => (subject, config.Path) switch
    {
        (ForeignSubject foreign, _) => foreign.Open(clock, cancellation),
        (HeadSubject head, TimingPath.Direct) => new DirectPath(head, config, clock),
        (HeadSubject head, TimingPath.Http) => http(head, config, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(config)),
    };
}
