using Microsoft.AspNetCore.Http;
using Pipeline.Artifacts;
using Pipeline.Imaging;

namespace Pipeline.Serving;

/// <summary><c>GET /api/v1/info</c> and <c>/api/v1/models</c>: what can be asked.</summary>
internal sealed class ModelEndpoints(ServedModels models, ServingText text, ServingSetup setup, ExampleImages examples)
{
    private const int ManyLabels = 1000;

    private static readonly string[] Formats = [.. Enum.GetValues<ImageFormat>().Where(format => format.IsDecodable).Select(format => format.ToString().ToLowerInvariant())];

    public IResult Info() => Answer.Json(
        new InfoAnswer(
            text.Title, text.Description, RunEnvironment.ProductVersion,
            new LimitsAnswer(setup.Limits.MaxUploadBytes, new DecodeLimits(setup.Limits.MaxMegapixels).MaxPixels, setup.Limits.MaxImages), Formats,
            [.. models.Defaults.Select(model => model.Id)], examples.Answers, setup.FlagFolder is not null, HasComparisonPage: true),
        ServingJson.Readable.InfoAnswer);

    public IResult Models() => Answer.Json(new ModelsAnswer([.. models.All.Select(Describe)]), ServingJson.Readable.ModelsAnswer);

    private static ModelDescription Describe(ServedModel model)
    {
        var run = model.Run is null ? null : RunAnswer.Of(model.Run);
        var (answers, transform) = (model.Head.Space.Answers, model.Network.Backbone.Transform);
        return new ModelDescription(
            model.Id, model.Name, run is null ? "zero_shot" : "run", model.Network.Backbone.Card.Name, run?.Head ?? "zero_shot",
            answers.Count < ManyLabels ? answers.Names : null, answers.Count, run?.Score, run?.Top1, run?.Images, run?.Guessing, run?.Grading, run?.InferenceMs,
            new InputAnswer(transform.ResizeShorterSide, transform.Crop), run?.Report);
    }
}

/// <summary>What the page says of itself.</summary>
internal sealed record ServingText(string Title, string Description);
