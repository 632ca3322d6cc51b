using Pipeline.Vision.Protocol;

namespace Pipeline.Vision;

/// <summary>What TensorFlow throws, in the words of the one who has to mend it.</summary>
internal static class TensorFlowProblem
{
    /// <param name="unreadable">What to say of the file that was read, where it is to blame.</param>
    /// <param name="missing">What the native library lacks; asked where a call into it failed.</param>
    /// <exception cref="VisionException">The native library is missing, or the file is to blame.</exception>
    public static T Explained<T>(Func<T> work, string unreadable, Func<string?> missing)
    {
        try
        {
            return work();
        }
        catch (Exception problem) when (Chain(problem).Any(cause => cause is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException))
        {
            // ML.NET wraps it into a FormatException of the file.
            throw new VisionException(missing() ?? FirstLine(Chain(problem).Last()), problem);
        }
        catch (Exception problem) when (problem is FormatException or InvalidDataException)
        {
            throw new VisionException($"{unreadable} ({FirstLine(Chain(problem).Last())})", problem);
        }
    }

    public static string FirstLine(Exception problem) => problem.Message.Split('\n')[0].Trim();

    private static IEnumerable<Exception> Chain(Exception problem)
    {
        for (Exception? cause = problem; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
