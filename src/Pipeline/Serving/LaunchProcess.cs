using System.Globalization;
using System.Text.Json;
using Pipeline.Timing;

namespace Pipeline.Serving;

/// <summary>
/// A start of the program that times what it is told, by the same code as within a process. It writes a line per prediction, how many there are by then,
/// and last what it measured.
/// </summary>
internal static class LaunchProcess
{
    /// <summary>Hidden from users.</summary>
    public const string Verb = "time-launch";

    private const string Purpose = "the process for timing.launches";

    /// <inheritdoc cref="MeasureLaunch"/>
    /// <exception cref="PipelineException">It did not start, or ended without a measurement.</exception>
    public static IReadOnlyList<MeasuredLaunch> Measure(IReadOnlyList<LatencyRequest> requests, IProgress<Progress> progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var child = ChildProcess.Start(Purpose, JsonSerializer.Serialize(PortableLaunch.Of(requests), ServingJson.Default.PortableLaunch), Verb);
        using var stop = cancellation.Register(child.Kill);
        int total = requests.Sum(request => request.Subject.Images.Count * request.Timing.Repeats);
        string last = "";
        while (child.Output.ReadLine() is { } line)
        {
            last = line;
            if (int.TryParse(line, CultureInfo.InvariantCulture, out int done))
            {
                progress.Report(new Progress(LatencyTurns.Stage(requests), done, total, "predictions"));
            }
        }

        cancellation.ThrowIfCancellationRequested();
        int code = child.WaitForExit();
        return code == 0 ? Parse(last) : throw new PipelineException($"{Purpose} ended with exit code {code} before it had measured{(child.Complaints is { Length: > 0 } why ? $": {why}" : "")}");
    }

    /// <summary>The line that ends a start.</summary>
    public static string Text(IReadOnlyList<MeasuredLaunch> measured) => JsonSerializer.Serialize([.. measured], ServingJson.Default.MeasuredLaunchArray);

    private static MeasuredLaunch[] Parse(string line) => JsonSerializer.Deserialize(line, ServingJson.Default.MeasuredLaunchArray)!;
}
