using Pipeline.Configuration;
using Pipeline.Heads;

namespace Pipeline.Tests.Heads;

/// <summary>Trainers of every head that learns; zero-shot is not among them.</summary>
internal static class Trainers
{
    public static HeadTrainer For(HeadConfig config) => HeadTrainer.For(config, _ => throw new InvalidOperationException("Zero-shot learns nothing."));
}
