using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Vision.Protocol;

namespace Pipeline.Vision;

/// <summary>
/// A trained model: from a column Image of encoded bytes to Score and PredictedLabel, the label's name. It is asked row by row through one cursor, not by a
/// PredictionEngine: ML.NET leaves the scores of an image that TensorFlow cannot read as they were, which here are zeros and not those of the image before.
/// </summary>
internal sealed class MlNetModel : IImageModel
{
    private readonly MLContext _ml;
    private readonly ITransformer _model;
    private readonly EncodedRow _asked = new();
    private readonly DataViewRowCursor _rows;
    private readonly DataViewRow _answer;
    private readonly ValueGetter<VBuffer<float>> _score;

    private MlNetModel(MLContext ml, ITransformer model)
    {
        (_ml, _model) = (ml, model);
        var view = ml.Data.LoadFromEnumerable(Asked());
        var mapper = model.GetRowToRowMapper(view.Schema);
        var score = mapper.OutputSchema[ImageRows.Score];
        Labels = NamesOf(score);
        _rows = view.GetRowCursor(view.Schema);
        _answer = mapper.GetRow(_rows, [score]);
        _score = _answer.GetGetter<VBuffer<float>>(score);
    }

    /// <summary>Names of the K classes, in the order of the scores.</summary>
    private IReadOnlyList<string> Labels { get; }

    /// <param name="trained">From encoded bytes to Score and PredictedLabel, a key.</param>
    /// <param name="labels">Whose keys these are, in order.</param>
    public static MlNetModel Of(MLContext ml, ITransformer trained, IReadOnlyList<string> labels)
    {
        var names = ml.Transforms.Conversion.MapKeyToValue(ImageRows.PredictedLabel).Fit(trained.Transform(ml.Data.LoadFromEnumerable<EncodedRow>([])));
        var model = new MlNetModel(ml, trained.Append(names));
        return model.Labels.SequenceEqual(labels, StringComparer.Ordinal)
            ? model
            : throw new InvalidOperationException($"The scores are those of {string.Join(", ", model.Labels)}, and not of {string.Join(", ", labels)}.");
    }

    /// <exception cref="VisionException">It has other labels than its card.</exception>
    public static MlNetModel Load(string file, ModelCard card)
    {
        var ml = new MLContext();
        var model = new MlNetModel(ml, ml.Model.Load(file, out _));
        if (!model.Labels.SequenceEqual(card.Labels, StringComparer.Ordinal))
        {
            model.Dispose();
            throw new VisionException($"{file} knows other classes ({string.Join(", ", model.Labels)}) than {VisionProtocol.Card} beside it");
        }

        return model;
    }

    public float[] Scores(byte[] image)
    {
        _asked.Image = image;
        _rows.MoveNext();
        VBuffer<float> scores = default;
        _score(ref scores);
        return [.. scores.DenseValues()];
    }

    public void Save(string file) => _ml.Model.Save(_model, _rows.Schema, file);

    public void Dispose()
    {
        _answer.Dispose();
        _rows.Dispose();
        (_model as IDisposable)?.Dispose();
    }

    private IEnumerable<EncodedRow> Asked()
    {
        while (true)
        {
            yield return _asked;
        }
    }

    private static IReadOnlyList<string> NamesOf(DataViewSchema.Column score)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
