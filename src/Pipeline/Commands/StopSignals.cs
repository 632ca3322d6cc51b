using System.Runtime.InteropServices;

namespace Pipeline.Commands;

/// <summary>Ctrl+C and SIGTERM: work is asked to stop, so that nothing half-written stays; the exit code says which signal it was.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private PosixSignal? _received;

    public StopSignals() => _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    public CancellationToken Token => _stop.Token;

    /// <returns>130 or 143 after a signal, with one line to say so; null when there was none.</returns>
    public int? ExitCode(Terminal terminal)
    {
        if (_received is not { } signal)
        {
            return null;
        }

        terminal.WriteError(terminal.Farewell);
        return signal == PosixSignal.SIGINT ? 130 : 143;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        _received = context.Signal;
        _stop.Cancel();
    }
}
