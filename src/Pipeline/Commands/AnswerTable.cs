using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Datasets;
using Pipeline.Heads;

namespace Pipeline.Commands;

/// <summary>How answers are written for programs.</summary>
internal enum AnswerFormat
{
    /// <summary>A block per image, for people.</summary>
    Text,

    /// <summary>A header, then a row per image.</summary>
    Csv,

    /// <summary>A JSON object per image and line.</summary>
    Jsonl,
}

/// <summary>Answers as lines, one for each image, those that could not be used included.</summary>
internal static class AnswerTable
{
    // Paths and labels stay legible; the lines are data, never put into HTML as they are.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string CsvHeader(int top) => Row(["image", .. Enumerable.Range(1, top).SelectMany(n => (string[])[$"label_{n}", $"probability_{n}"]), "total_ms", "error"]);

    public static string Csv(ImageAnswer answer, int top) => Row(
        [answer.Image, .. Enumerable.Range(0, top).SelectMany(n => n < answer.Labels.Count ? (object?[])[answer.Labels[n].Label, answer.Labels[n].Score] : [null, null]), Milliseconds(answer), answer.Problem]);

    public static string Json(ImageAnswer answer)
    {
        var line = new JsonObject { ["image"] = answer.Image };
        if (answer.Parts is { } parts)
        {
            line["labels"] = new JsonArray([.. answer.Labels.Select(label => new JsonObject { ["label"] = label.Label, ["score"] = label.Score })]);
            line["total_ms"] = parts.TotalMs;
        }
        else
        {
            line["error"] = answer.Problem;
        }

        return line.ToJsonString(Readable);
    }

    private static string? Milliseconds(ImageAnswer answer) => answer.Parts?.TotalMs.ToString("F3", CultureInfo.InvariantCulture);

    private static string Row(object?[] cells)
    {
        using var text = new StringWriter();
        new CsvWriter(text).Row(cells);
        return text.ToString().TrimEnd('\n');
    }
}
