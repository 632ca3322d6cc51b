// What another program needs to use an exported model: this file and the packages of Consumer.csproj, nothing of Pipeline.
//
//   dotnet run --project docs/consumer -- model.zip photo.jpg another.png      label and scores of each photo
//   dotnet run --project docs/consumer -- model.onnx                           what the network expects, and its answer to a grey picture
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args switch
{
    [var zip, .. var photos] when zip.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && photos.Length > 0 => Photos(zip, photos),
    [var onnx] when onnx.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) => Network(onnx),
    _ => Usage(),
};

static int Photos(string zip, string[] photos)
{
    var ml = new MLContext();
    var model = ml.Model.Load(zip, out _);
    using var engine = ml.Model.CreatePredictionEngine<Photo, Answer>(model);
    VBuffer<ReadOnlyMemory<char>> slots = default;
    engine.OutputSchema[nameof(Answer.Score)].GetSlotNames(ref slots);
    string[] labels = [.. slots.DenseValues().Select(label => label.ToString())];
    foreach (string photo in photos)
    {
        // ML.NET takes a relative path from the working folder.
        var answer = engine.Predict(new Photo { ImagePath = photo });
        var best = labels.Zip(answer.Score).OrderByDescending(pair => pair.Second).Take(3).Select(pair => $"{pair.First} {pair.Second:P1}");
        Console.WriteLine($"{photo}: {answer.PredictedLabel} ({string.Join(", ", best)})");
    }

    return 0;
}

static int Network(string onnx)
{
    using var session = new InferenceSession(onnx);
    var metadata = session.ModelMetadata.CustomMetadataMap;
    Console.WriteLine($"labels         {metadata["labels"]}");
    Console.WriteLine($"preprocessing  {metadata["preprocessing"]}");
    var (name, input) = session.InputMetadata.Single();
    var grey = new DenseTensor<float>([1, .. input.Dimensions[1..]]);
    using var outputs = session.Run([NamedOnnxValue.CreateFromTensor(name, grey)]);
    Console.WriteLine($"{outputs[0].Name,-14} {string.Join(' ', outputs[0].AsEnumerable<float>().Select(p => p.ToString("F4", CultureInfo.CurrentCulture)))}");
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: consumer model.zip PHOTO... | consumer model.onnx");
    return 2;
}

internal sealed class Photo
{
    public string ImagePath { get; set; } = "";
}

internal sealed class Answer
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
