namespace Pipeline.Commands;

/// <summary>Standard input of a verb that another pipeline process started: one line of order, then nothing until that process ends or wants an end.</summary>
internal static class StandardInput
{
    /// <summary>The first line; null where there is none.</summary>
    public static string? Order() => Console.In.ReadLine();

    /// <summary>Cancels when it is closed, by whoever holds the other end or by the system after that.</summary>
    public static void WhenClosed(CancellationTokenSource end)
    {
        var watch = new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
            }

            end.Cancel();
        });
        (watch.IsBackground, watch.Name) = (true, "end of input");
        watch.Start();
    }
}
