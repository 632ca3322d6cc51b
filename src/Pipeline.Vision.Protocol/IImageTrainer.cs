namespace Pipeline.Vision.Protocol;

/// <summary>
/// What the child program brings: something that trains on encoded images. Everything is called from one thread, and only after the session has
/// checked what it hands over. Constructing one loads nothing native.
/// </summary>
public interface IImageTrainer
{
    /// <summary>The type that does the work: ML.NET's ImageClassificationTrainer in the real one. Its assembly is the trainer's name in every record.</summary>
    Type Engine { get; }

    /// <summary>Versions of what else the numbers depend on, by name; asked after the native library was loaded or could not be.</summary>
    IReadOnlyDictionary<string, string> Libraries { get; }

    /// <summary>Loads what is native.</summary>
    /// <returns>Null where it can train here; else one line that says what is missing and what to do.</returns>
    string? Problem();

    /// <param name="training">Checked: every class has a training image, batches are not larger than the training part, the network's file is there.</param>
    /// <param name="report">Hears what happens.</param>
    /// <exception cref="VisionException">A user can mend it.</exception>
    IImageModel Train(ImageTraining training, Action<TrainerEvent> report);

    /// <param name="file">From <see cref="IImageModel.Save"/>.</param>
    /// <param name="card">What was kept beside it.</param>
    /// <exception cref="VisionException">It is no such model.</exception>
    IImageModel Load(string file, ModelCard card);
}

/// <summary>A trained model.</summary>
public interface IImageModel : IDisposable
{
    /// <param name="image">An encoded image: JPEG or PNG.</param>
    /// <returns>Probabilities of the K labels, in the order of the request; zeros where the image cannot be read.</returns>
    float[] Scores(byte[] image);

    /// <param name="file">A path that is not there yet.</param>
    void Save(string file);
}

/// <summary>One training, as a trainer is handed it. Paths are absolute.</summary>
/// <param name="Options">With everything clamped.</param>
/// <param name="Labels">Names of the K classes.</param>
/// <param name="Training">At least one per class.</param>
/// <param name="Validation">Empty for none; then nothing may be held out of the training part in its place.</param>
/// <param name="TempFolder">For MLContext.TempFilePath.</param>
/// <param name="Workspace">A folder of this training alone, empty.</param>
public sealed record ImageTraining(
    TrainerOptions Options, IReadOnlyList<string> Labels, IReadOnlyList<LabeledFile> Training, IReadOnlyList<LabeledFile> Validation, string TempFolder, string Workspace);

/// <summary>What a trainer reports.</summary>
public abstract record TrainerEvent;

/// <summary>The pretrained network has seen so many images of a part.</summary>
public sealed record FeaturesDone(ImagePart Part, int Images) : TrainerEvent;

/// <summary>An epoch is over. Reported once per part; loss in nats, accuracy 0..1, NaN where there is none.</summary>
/// <param name="Epoch">As the trainer counts; the first may be 0 or 1.</param>
public sealed record EpochDone(int Epoch, ImagePart Part, double LearningRate, double Accuracy, double Loss) : TrainerEvent;

/// <summary>Which images a figure is about.</summary>
public enum ImagePart
{
    Training,
    Validation,
}
