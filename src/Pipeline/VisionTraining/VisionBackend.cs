using System.Text.Json.Serialization.Metadata;
using Pipeline.Vision.Protocol;

namespace Pipeline.VisionTraining;

/// <summary>The program that trains, found and asked who it is. One per process; safe for concurrent use.</summary>
/// <param name="root">The project's folder.</param>
internal sealed class VisionBackend(string root)
{
    private readonly Lock _gate = new();
    private (string Program, TrainerIdentity Trainer)? _usable;

    /// <summary>The program and who trains in it; asked once.</summary>
    /// <exception cref="PipelineException">There is none, or it cannot train on this machine.</exception>
    public (string Program, TrainerIdentity Trainer) Require(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _usable ??= Ask(cancellation);
        }
    }

    private (string, TrainerIdentity) Ask(CancellationToken cancellation)
    {
        string program = VisionProgramFile.Find(root) ?? throw new PipelineException(VisionProgramFile.Absent);
        var probe = Probe(program, cancellation);
        return probe.Problem is null ? (program, probe.Trainer) : throw new PipelineException($"{probe.Trainer.Name} cannot train here: {probe.Problem}");
    }

    /// <summary>Who would train, and whether it can.</summary>
    /// <exception cref="PipelineException">It does not say.</exception>
    public static ProbeResult Probe(string program, CancellationToken cancellation)
    {
        using var child = new VisionChild(program, [VisionProtocol.Probe], cancellation);
        string? line = child.ReadLine();
        return line is null ? throw VisionFailure.Ended(child.WaitForExit(), child.Said) : Parse(line, ExchangeJson.Readable.ProbeResult);
    }

    /// <summary>A line of a child.</summary>
    /// <exception cref="PipelineException">It is none of this protocol.</exception>
    public static T Parse<T>(string line, JsonTypeInfo<T> type)
    {
        try
        {
            return ExchangeJson.Parse(line, type, "its answer");
        }
        catch (VisionException problem)
        {
            throw VisionFailure.Nonsense(line, problem);
        }
    }
}
