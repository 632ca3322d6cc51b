using System.Diagnostics;
using System.Text;
using Pipeline.Vision.Protocol;

namespace Pipeline.Vision.StandIn;

/// <summary>What a trainer or its program may do wrong, chosen by <c>STAND_IN</c>: one word, empty for nothing.</summary>
internal sealed record Fault(string Name)
{
    public static Fault FromEnvironment() => new(Environment.GetEnvironmentVariable("STAND_IN") ?? "");

    public bool Is(string name) => Name == name;

    /// <summary>Faults of a program that does not keep to the protocol.</summary>
    /// <returns>The exit code, or null to go on as one should.</returns>
    public int? Instead(string[] args)
    {
        bool probes = args is [VisionProtocol.Probe];
        switch (Name)
        {
            case "silent":
                return 0;
            case "old" when probes:
                return Print("{\"version\":0,\"trainer\":\"long ago\"}");
            case "nonsense" when !probes:
                Print("{ \"version\": 1, \"stage\": ");
                Thread.Sleep(Timeout.Infinite);
                return 0;
            case "chatter":
                Print("2026-01-01 I tensorflow/core: this binary is optimised");
                return null;
            case "no-result" when !probes:
                return 0;
            case "other-scores" when args is [VisionProtocol.Train, var folder]:
                return Lie(folder);
            default:
                return null;
        }
    }

    public void OnTraining(string workspace)
    {
        switch (Name)
        {
            case "killed":
                Process.GetCurrentProcess().Kill();
                break;
            case "bug":
                throw new InvalidOperationException("the stand-in has a bug");
            case "hang":
                File.WriteAllText(Path.Combine(workspace, "hanging"), "");
                Thread.Sleep(Timeout.Infinite);
                break;
            case "refuse":
                throw new VisionException("the stand-in does not want to; ask it tomorrow");
        }
    }

    private static int Print(string line)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        return 0;
    }

    private static int Lie(string folder)
    {
        var request = ExchangeFile.Read(Path.Combine(folder, VisionProtocol.Request), ExchangeJson.Readable.TrainingRequest);
        var card = new ModelCard(VisionProtocol.Version, new TrainerIdentity("liar", "1", []), request.Options, request.Labels, 0, "");
        var outcome = new TrainedOutcome(card, [], [], [], new TrainingTimes(1, null, []));
        ExchangeFile.Write(Path.Combine(folder, VisionProtocol.Result), new TrainingResult(VisionProtocol.Version, null, outcome), ExchangeJson.Readable.TrainingResult);
        return 0;
    }
}
