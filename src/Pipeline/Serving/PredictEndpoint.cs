using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pipeline.Imaging;

namespace Pipeline.Serving;

/// <summary><c>POST /api/v1/predict</c>: images into ranked labels.</summary>
internal sealed class PredictEndpoint(ServedModels models, PredictionQueue queue, UploadBudget budget, ServingLimits limits, ServingMeter meter, TimeProvider clock)
{
    private const int DefaultLabels = 3;
    private const int MaxLabels = 1000;

    public async Task<IResult> PredictAsync(HttpContext context)
    {
        long start = clock.GetTimestamp();
        var asked = models.Select(context.Request.Query["run"]);
        int labels = Labels(context.Request.Query["top_k"]);
        // Whoever would be refused anyway need not send his images first.
        queue.RequireRoom(1);
        using var lease = budget.Open();
        var form = await UploadReader.ReadAsync(context.Request, limits, lease, context.RequestAborted).ConfigureAwait(false);
        var waiting = Enqueue(form.Files, asked, labels, context.RequestAborted);
        List<ImageAnswer> answers = [];
        foreach (var (upload, job, refused) in waiting)
        {
            var answer = await AnswerAsync(upload, job, refused, start).ConfigureAwait(false);
            if (answer.Error is { } error && waiting.Count == 1)
            {
                return Answer.Problem(error);
            }

            answers.Add(answer);
        }

        return Answer.Json(new PredictAnswer(answers), ServingJson.Readable.PredictAnswer);
    }

    private List<(Upload Upload, PredictionJob? Job, ImageVerdict? Refused)> Enqueue(IReadOnlyList<Upload> files, IReadOnlyList<ServedModel> asked, int labels, CancellationToken abandoned)
    {
        List<(Upload, PredictionJob?, ImageVerdict?)> all = [];
        foreach (var file in files)
        {
            // What its first bytes already tell does not wait for a worker.
            var refused = ImageDecoder.Glance(file.Bytes, asked[0].Decoding.Limits);
            all.Add((file, refused is null ? new PredictionJob(file.Bytes, asked, labels, abandoned) : null, refused));
        }

        queue.Add([.. all.Select(one => one.Item2).OfType<PredictionJob>()]);
        return all;
    }

    private async Task<ImageAnswer> AnswerAsync(Upload upload, PredictionJob? job, ImageVerdict? refused, long start)
    {
        string format = ImageFormat.Of(upload.Bytes).DisplayName;
        try
        {
            if (refused is not null)
            {
                throw new UndecodableImageException(refused);
            }

            var image = await job!.Done.ConfigureAwait(false);
            double serverMs = clock.GetElapsedTime(start).TotalMilliseconds;
            meter.Answered(serverMs, image.QueueMs);
            return new ImageAnswer(upload.Name, upload.Bytes.Length, image.Size.Width, image.Size.Height, format, image.QueueMs, serverMs, image.Results);
        }
        catch (UndecodableImageException problem)
        {
            return new ImageAnswer(upload.Name, upload.Bytes.Length, null, null, format, 0, clock.GetElapsedTime(start).TotalMilliseconds, Error: Describe(problem.Verdict));
        }
    }

    /// <summary>An image that cannot be used, as the refusal of a whole request.</summary>
    public static RefusedRequestException Refuse(ImageVerdict verdict)
    {
        var problem = Describe(verdict);
        return new RefusedRequestException(problem.Status, problem.Title, problem.Detail);
    }

    private static ProblemAnswer Describe(ImageVerdict verdict) => verdict switch
    {
        ImageVerdict.Empty or ImageVerdict.NotAnImage or ImageVerdict.Unsupported => new("not a usable image", StatusCodes.Status415UnsupportedMediaType, verdict.Reason),
        ImageVerdict.TooLarge => new("too many pixels", StatusCodes.Status422UnprocessableEntity, verdict.Reason),
        _ => new("not decodable", StatusCodes.Status422UnprocessableEntity, verdict.Reason),
    };

    private static int Labels(string? text) => text is null ? DefaultLabels
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int labels) && labels is >= 1 and <= MaxLabels ? labels
        : throw RefusedRequestException.Bad($"top_k takes a number from 1 to {MaxLabels}");
}
