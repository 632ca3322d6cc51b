using System.Runtime.InteropServices;

namespace Pipeline.Commands;

/// <summary>
/// Ctrl+C, SIGTERM and a scheduler's notice (SIGUSR1): work is asked to stop, so that nothing half-written stays; the exit code says which signal it was.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private PosixSignal? _received;

    public StopSignals() => _registrations = [.. Signals().Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    public CancellationToken Token => _stop.Token;

    /// <summary>Whether a scheduler said that the time is nearly up. Only then may a job queue itself again: what was cancelled must stay away.</summary>
    public bool Noticed => _received == Notice;

    /// <summary>SIGUSR1, by its number where Slurm runs.</summary>
    private static PosixSignal Notice => (PosixSignal)10;

    /// <returns>130, 143 or 138 after a signal, with one line to say so; null when there was none.</returns>
    public int? ExitCode(Terminal terminal)
    {
        if (_received is not { } signal)
        {
            return null;
        }

        terminal.WriteError(terminal.Farewell);
        return signal == PosixSignal.SIGINT ? 130 : signal == Notice ? 138 : 143;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private static IEnumerable<PosixSignal> Signals() => OperatingSystem.IsLinux() ? [PosixSignal.SIGINT, PosixSignal.SIGTERM, Notice] : [PosixSignal.SIGINT, PosixSignal.SIGTERM];

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;

        // After a notice Slurm ends the job that was queued again with SIGTERM; the notice stays the reason.
        _received = _received == Notice ? Notice : context.Signal;
        _stop.Cancel();
    }
}
