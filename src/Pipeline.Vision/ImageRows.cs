using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Vision.Protocol;

namespace Pipeline.Vision;

/// <summary>Images as ML.NET's trainer wants them: bytes of a file and a key. The keys are the request's labels, in its order, whatever the rows hold.</summary>
internal sealed class ImageRows
{
    public const string Image = nameof(EncodedRow.Image);

    public const string Label = nameof(LabeledRow.Label);

    public const string Score = "Score";

    public const string PredictedLabel = "PredictedLabel";

    private readonly MLContext _ml;
    private readonly SchemaDefinition _schema;

    public ImageRows(MLContext ml, IReadOnlyList<string> labels)
    {
        _ml = ml;
        _schema = SchemaDefinition.Create(typeof(LabeledRow));
        _schema[Label].ColumnType = new KeyDataViewType(typeof(uint), (ulong)labels.Count);
        var names = new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Select(label => label.AsMemory())]);
        _schema[Label].AddAnnotation("KeyValues", names, new VectorDataViewType(TextDataViewType.Instance, labels.Count));
    }

    /// <summary>Rows that are read from disk as they are asked for, one file in memory at a time.</summary>
    public IDataView Labeled(IReadOnlyList<LabeledFile> files) =>
        _ml.Data.LoadFromEnumerable(files.Select(file => new LabeledRow { Image = File.ReadAllBytes(file.File), Label = (uint)file.Label }), _schema);
}

/// <summary>What a model takes: the bytes of a JPEG or PNG file.</summary>
internal class EncodedRow
{
    public byte[] Image { get; set; } = [];
}

/// <summary>What a training takes.</summary>
internal sealed class LabeledRow : EncodedRow
{
    /// <summary>From 0. ML.NET counts keys from 1 and reads a field of a key type as one from 0: it adds the 1 itself, and what is then too large becomes a missing label.</summary>
    public uint Label { get; set; }
}
