namespace Pipeline.Commands.Doctor;

/// <summary>How it stands.</summary>
internal enum Verdict
{
    Ok,

    /// <summary>Works, but something will be missed.</summary>
    Warning,

    /// <summary>Something will not work.</summary>
    Missing,
}

/// <summary>One thing that the program needs or uses.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Verdict">How it stands.</param>
/// <param name="Found">What is there.</param>
/// <param name="Remedy">How to get what is missing; null when all is well.</param>
internal sealed record Checkup(string Name, Verdict Verdict, string Found, string? Remedy = null)
{
    /// <summary>A check that is passed when it does not throw.</summary>
    /// <param name="look">Says what is there.</param>
    public static Checkup Of(string name, Func<string> look, string remedy)
    {
        try
        {
            return new Checkup(name, Verdict.Ok, look());
        }
        catch (Exception problem)
        {
            // Whatever a native library does when it is missing or broken is what is to be found out here.
            return new Checkup(name, Verdict.Missing, Reason(problem), remedy);
        }
    }

    private static string Reason(Exception problem)
    {
        while (problem is TypeInitializationException { InnerException: { } inner })
        {
            problem = inner;
        }

        return problem.Message.Split('\n')[0].Split(". ")[0].TrimEnd('.', ' ', '\r');
    }
}
