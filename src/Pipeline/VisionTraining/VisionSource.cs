using Pipeline.Backbones;
using Pipeline.Vision.Protocol;

namespace Pipeline.VisionTraining;

/// <summary>What trains an experiment on its images: a program, and the pretrained network that it starts from.</summary>
/// <param name="Program">Its file.</param>
/// <param name="Trainer">Who trains in it.</param>
/// <param name="Network">The checked network.</param>
/// <param name="Errors">Folder for what the program says of bugs of its own.</param>
internal sealed record VisionSource(string Program, TrainerIdentity Trainer, PretrainedNetwork Network, string Errors)
{
    /// <summary>What goes into the identity of a run: another trainer is another experiment.</summary>
    public string Identity => Hashing.OfText($"{Trainer}");
}
