using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Vision.Protocol;
using Pipeline.VisionTraining;

namespace Pipeline.Commands.Doctor;

/// <summary>The program that trains with TensorFlow, which nobody needs who does not choose it.</summary>
internal static class VisionChecks
{
    public static IEnumerable<Checkup> All(ModelsPlace place, CancellationToken cancellation)
    {
        yield return Program(cancellation);
        string[] here = [.. PretrainedNetworks.All.Where(network => place.Folders.Find(network.NetworkFile) is not null).Select(network => network.Name)];
        yield return here.Length > 0
            ? new Checkup("its networks", Verdict.Ok, string.Join(", ", here))
            : new Checkup("its networks", Verdict.Ok, $"none; 'pipeline models pull {PretrainedNetworks.NameOf(VisionArchitecture.ResnetV2With50Layers)}' fetches one, for head.kind: mlnet_vision");
    }

    private static Checkup Program(CancellationToken cancellation)
    {
        const string Name = "ML.NET vision";
        try
        {
            if (VisionProgramFile.Find(ProjectLayout.OfFolder(Environment.CurrentDirectory).Root) is not { } program)
            {
                // Not even a warning: most will never want it.
                return VisionProgramFile.HasTensorFlow
                    ? new Checkup(Name, Verdict.Ok, $"not built, only the head 'mlnet_vision' needs it; '{VisionProgramFile.Build}' builds it")
                    : new Checkup(Name, Verdict.Ok, $"not for this machine; only the head 'mlnet_vision' needs it: {VisionProgramFile.Absent}");
            }

            var probe = VisionBackend.Probe(program, cancellation);
            return probe.Problem is null
                ? new Checkup(Name, probe.Trainer.Name == TrainerIdentity.MlNet ? Verdict.Ok : Verdict.Warning, $"{probe.Trainer}: {program}", probe.Trainer.Name == TrainerIdentity.MlNet ? null : $"{VisionProgramFile.Variable} names a program that is not ML.NET's own trainer")
                : new Checkup(Name, Verdict.Warning, $"{probe.Trainer.Name} cannot train here: {probe.Problem}", "only the head 'mlnet_vision' needs it");
        }
        catch (PipelineException problem)
        {
            return new Checkup(Name, Verdict.Warning, problem.Message, $"only the head 'mlnet_vision' needs it; '{VisionProgramFile.Build}' builds it");
        }
    }
}
