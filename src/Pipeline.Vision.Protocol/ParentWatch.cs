namespace Pipeline.Vision.Protocol;

/// <summary>Ends this process when its parent is gone, even killed: the system then closes the standard input that the parent holds.</summary>
internal static class ParentWatch
{
    /// <summary>Exit code of a child whose parent went away; nobody is left to read it.</summary>
    private const int Orphaned = 1;

    public static void Start(Stream input)
    {
        var watch = new Thread(() =>
        {
            Span<byte> ignored = stackalloc byte[64];
            while (input.Read(ignored) > 0)
            {
            }

            Environment.Exit(Orphaned);
        })
        { IsBackground = true, Name = "parent watch" };
        watch.Start();
    }
}
