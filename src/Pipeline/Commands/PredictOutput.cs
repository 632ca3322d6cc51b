using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Heads;
using Spectre.Console;

namespace Pipeline.Commands;

/// <summary>Where the answers of <c>predict</c> go, as they come.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="format">How to write them.</param>
/// <param name="top">Labels per image.</param>
/// <param name="file">The value of <c>--output</c>, if given.</param>
/// <param name="run">The run's folder for the line of <c>--json</c>; null without that.</param>
internal sealed class PredictOutput(Terminal terminal, AnswerFormat format, int top, string? file, string? run)
{
    private readonly JsonArray _json = [];
    private int _failed;

    /// <returns>How many images have no answer.</returns>
    /// <exception cref="PipelineException">The output cannot be written.</exception>
    public int Write(IEnumerable<ImageAnswer> answers, int count)
    {
        if (file is null)
        {
            WriteAll(answers, terminal.WriteLine);
        }
        else if (format == AnswerFormat.Text)
        {
            throw new PipelineException("--output takes --format csv or jsonl");
        }
        else
        {
            WriteFile(file, Counted(answers, count));
        }

        Summarise(count);
        return _failed;
    }

    private void WriteFile(string path, IEnumerable<ImageAnswer> answers) => WholeFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        WriteAll(answers, writer.WriteLine);
    });

    private void WriteAll(IEnumerable<ImageAnswer> answers, Action<string> line)
    {
        if (format == AnswerFormat.Csv)
        {
            line(AnswerTable.CsvHeader(top));
        }

        foreach (var answer in answers)
        {
            _failed += answer.Problem is null ? 0 : 1;
            switch (format)
            {
                case AnswerFormat.Csv: line(AnswerTable.Csv(answer, top)); break;
                case AnswerFormat.Jsonl: line(AnswerTable.Json(answer)); break;
                default: Show(answer); break;
            }

            if (run is not null && answer.Problem is null)
            {
                _json.Add(JsonNode.Parse(AnswerTable.Json(answer)));
            }
        }
    }

    private IEnumerable<ImageAnswer> Counted(IEnumerable<ImageAnswer> answers, int count)
    {
        int done = 0;
        foreach (var answer in answers)
        {
            terminal.Progress.Report(new Progress("predicting", ++done, count, "images"));
            yield return answer;
        }
    }

    private void Summarise(int count)
    {
        if (format != AnswerFormat.Text && _failed > 0)
        {
            terminal.WriteError($"{_failed} of {count} {(count == 1 ? "image has" : "images have")} no answer; the column or key 'error' says why");
        }

        if (file is not null)
        {
            terminal.WriteLine($"{file}: {count - _failed} of {count} images answered");
        }

        if (run is not null)
        {
            terminal.WriteLine(new JsonObject { ["run"] = run, ["answers"] = _json }.ToJsonString());
        }
    }

    private void Show(ImageAnswer answer)
    {
        if (answer.Problem is { } problem)
        {
            terminal.WriteError($"{answer.Image}: {problem}");
            return;
        }

        terminal.WriteLine($"{answer.Image}  ({Reporting.Format.Milliseconds(answer.Parts!.Value.TotalMs)})");
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "label", "probability");
        foreach (var label in answer.Labels)
        {
            table.AddRow(" ", Markup.Escape(label.Label), Reporting.Format.Percent(label.Score));
        }

        terminal.Write(table);
    }
}
