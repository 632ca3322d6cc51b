namespace Pipeline.Vision.Protocol;

/// <summary><c>request.json</c>: one training. Paths are absolute or relative to the exchange folder.</summary>
/// <param name="Version">Of the protocol.</param>
/// <param name="Options">What to do.</param>
/// <param name="Labels">Names of the K classes; a label is a number into it.</param>
/// <param name="Training">What the head learns from, every class at least once.</param>
/// <param name="Validation">What decides when learning stops; empty for none. Never part of what is held out.</param>
/// <param name="HeldOut">Images to be predicted when the training is over. Their labels are not here.</param>
/// <param name="TempFolder">The trainer's folder for temporary files, in whose <c>MLNET</c> the pretrained network lies.</param>
public sealed record TrainingRequest(
    int Version, TrainerOptions Options, IReadOnlyList<string> Labels, IReadOnlyList<LabeledFile> Training, IReadOnlyList<LabeledFile> Validation,
    IReadOnlyList<string> HeldOut, string TempFolder);

/// <summary>An encoded image, upright and in sRGB as its pixels stand: JPEG or PNG.</summary>
/// <param name="File">Its path.</param>
/// <param name="Label">Number of its class.</param>
public sealed record LabeledFile(string File, int Label);
