using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pipeline.Heads.MlNet;

/// <summary>One training image as ML.NET's trainers take it.</summary>
internal sealed class TrainingRow
{
    /// <summary>Scaled features, <c>[D]</c>.</summary>
    public required float[] Features { get; init; }

    /// <summary>Label index. ML.NET counts keys from 1 and adds that 1 itself when it reads a field of an object.</summary>
    public uint Label { get; init; }

    /// <summary>Whether the image is of the class that is set against the rest.</summary>
    public bool IsClass { get; init; }

    /// <returns>A view whose schema knows D and K, which annotations on the type could not say.</returns>
    public static IDataView View(MLContext context, IReadOnlyList<TrainingRow> rows, int classes)
    {
        var schema = SchemaDefinition.Create(typeof(TrainingRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
        schema[nameof(Label)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        return context.Data.LoadFromEnumerable(rows, schema);
    }
}
