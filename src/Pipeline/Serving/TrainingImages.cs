using Pipeline.Artifacts;

namespace Pipeline.Serving;

/// <summary>Which served model has learnt from which image, told by content. The head that a run keeps is fitted on all of the run's images.</summary>
internal sealed class TrainingImages(IEnumerable<ServedModel> models)
{
    private readonly (string Id, HashSet<string> Hashes)[] _learnt =
    [
        .. from model in models
           where model.Run?.Record.Training.FitMs is not null
           select (model.Id, PredictionsReader.Read(model.Run!).Select(answer => answer.Sha256).ToHashSet(StringComparer.Ordinal)),
    ];

    /// <param name="bytes">An image's file; null for none.</param>
    /// <returns>Ids of the models that have learnt from it.</returns>
    public IReadOnlyList<string> By(byte[]? bytes)
    {
        string hash = bytes is null ? "" : Hashing.OfBytes(bytes);
        return [.. _learnt.Where(model => model.Hashes.Contains(hash)).Select(model => model.Id)];
    }
}
