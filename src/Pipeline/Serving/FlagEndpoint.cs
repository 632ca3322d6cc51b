using Microsoft.AspNetCore.Http;
using Pipeline.Imaging;

namespace Pipeline.Serving;

/// <summary>The answer to <c>POST /api/v1/flags</c>.</summary>
/// <param name="Id">Stands in the table of flags.</param>
/// <param name="Folder">Relative to the project.</param>
internal sealed record FlagAnswer(string Id, string Folder);

/// <summary><c>POST /api/v1/flags</c>: an answer was wrong; the image is set aside for a person to look at.</summary>
/// <param name="store">Null where flags are switched off.</param>
/// <param name="root">The project, which the answer's path is relative to.</param>
internal sealed class FlagEndpoint(FlagStore? store, string root, ServedModels models, UploadBudget budget, ServingLimits limits, Action<string> complain)
{
    public async Task<IResult> AddAsync(HttpContext context)
    {
        if (store is null)
        {
            throw RefusedRequestException.NotFound("no flags", "this server keeps no flagged images");
        }

        using var lease = budget.Open();
        var form = await UploadReader.ReadAsync(context.Request, limits, lease, context.RequestAborted).ConfigureAwait(false);
        var image = form.Files is [var one] ? one : throw RefusedRequestException.Bad("a flag is about one image");
        var model = models.Select([form.Fields.GetValueOrDefault("run") ?? throw RefusedRequestException.Bad("the field 'run' is missing")])[0];
        if (ImageDecoder.Glance(image.Bytes, model.Decoding.Limits) is { } verdict)
        {
            throw PredictEndpoint.Refuse(verdict);
        }

        try
        {
            var (id, folder) = store.Add(image, new Flag(model.Id, Field("predicted"), Field("correct"), Field("comment")));
            return Answer.Json(new FlagAnswer(id, Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/')), ServingJson.Readable.FlagAnswer, StatusCodes.Status201Created);
        }
        catch (PipelineException problem)
        {
            complain(problem.Message);
            throw new RefusedRequestException(StatusCodes.Status507InsufficientStorage, "not kept", "the image cannot be written; the server's standard error says why");
        }

        string Field(string name) => form.Fields.GetValueOrDefault(name, "");
    }
}
