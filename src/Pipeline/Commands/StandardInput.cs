namespace Pipeline.Commands;

/// <summary>Standard input of a verb that another pipeline process started: one line of order, then little or nothing until that process ends or wants an end.</summary>
internal static class StandardInput
{
    /// <summary>The first line; null where there is none.</summary>
    public static string? Order() => Console.In.ReadLine();

    /// <summary>Cancels when it is closed, by whoever holds the other end or by the system after that.</summary>
    /// <param name="end">Cancelled then.</param>
    /// <param name="hear">Called with every line until then.</param>
    public static void WhenClosed(CancellationTokenSource end, Action<string>? hear = null)
    {
        var watch = new Thread(() =>
        {
            while (Console.In.ReadLine() is { } line)
            {
                hear?.Invoke(line);
            }

            end.Cancel();
        });
        (watch.IsBackground, watch.Name) = (true, "end of input");
        watch.Start();
    }
}
