namespace Pipeline.Vision.Protocol;

/// <summary>
/// How the main program and the child that trains talk. <c>pipeline-vision train FOLDER</c> reads <see cref="Request"/> of an exchange folder and
/// leaves <see cref="Result"/>, and where it succeeds <see cref="Model"/> and <see cref="Card"/>; on standard output it says how far it has come, one
/// JSON object a line (<see cref="ProgressLine"/>). <c>pipeline-vision answer FOLDER</c> loads such a model and answers images that come on standard
/// input (<see cref="AnswerWire"/>). <c>pipeline-vision probe</c> says in one line who trains and whether it can (<see cref="ProbeResult"/>).
/// In all three, standard input is the parent's hand: when it closes, however the parent ended, the child ends.
/// </summary>
public static class VisionProtocol
{
    /// <summary>The first thing in every file and every answer. A change of meaning is a new number.</summary>
    public const int Version = 1;

    public const string Train = "train";

    public const string Answer = "answer";

    public const string Probe = "probe";

    /// <summary>Written by the parent into an exchange folder.</summary>
    public const string Request = "request.json";

    /// <summary>Written by the child last, by rename: an exchange folder without it was not finished.</summary>
    public const string Result = "result.json";

    /// <summary>The trained model, as the trainer stores it.</summary>
    public const string Model = "model.zip";

    /// <summary>What is to know of the model beside it: <see cref="ModelCard"/>.</summary>
    public const string Card = "model.json";

    /// <summary>Folder inside <see cref="TrainingRequest.TempFolder"/> where ML.NET looks for pretrained networks.</summary>
    public const string NetworkFolder = "MLNET";

    /// <summary>Folder inside an exchange folder that the trainer may fill; it goes when the training ends well.</summary>
    public const string Workspace = "workspace";

    /// <summary>A line was written that a user can act on.</summary>
    public const int Refused = 1;

    /// <summary>Nobody can mend it but a programmer: EX_SOFTWARE of sysexits.h, as in the main program.</summary>
    public const int Bug = 70;
}
