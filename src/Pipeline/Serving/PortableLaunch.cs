using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Timing;
using Pipeline.VisionTraining;

namespace Pipeline.Serving;

/// <summary>What one start of the program is to time, as one line of text.</summary>
/// <param name="Subjects">In turns.</param>
internal sealed record PortableLaunch(IReadOnlyList<PortableSubject> Subjects)
{
    public static PortableLaunch Of(IReadOnlyList<LatencyRequest> requests) => new([.. requests.Select(PortableSubject.Of)]);

    /// <exception cref="PipelineException">Weights are not what their card says.</exception>
    public IReadOnlyList<LatencyRequest> Open(BackboneLoader loader)
    {
        // Heads on one network share it, as they did where they come from.
        Dictionary<(string, string), Backbone> networks = [];
        return [.. Subjects.Select(subject => subject.Open(Network))];

        Backbone Network(PortableModel model) =>
            networks.TryGetValue((model.Card, model.Weights), out var known) ? known : networks[(model.Card, model.Weights)] = model.OpenBackbone(loader);
    }
}

/// <summary>One of them.</summary>
/// <param name="Model">The network and the head; null where another program answers.</param>
/// <param name="Vision">That program and its model.</param>
/// <param name="Root">Full path of the folder of the images.</param>
/// <param name="Images">Relative to it.</param>
/// <param name="Timing">Warm-up, repeats, threads, way.</param>
internal sealed record PortableSubject(PortableModel? Model, VisionModelPlace? Vision, string Root, IReadOnlyList<string> Images, TimingConfig Timing)
{
    public static PortableSubject Of(LatencyRequest request) => new(
        request.Subject is HeadSubject head ? PortableModel.Of(head, request.Timing) : null, (request.Subject as VisionSubject)?.Place,
        Path.GetFullPath(request.Subject.Root), [.. request.Subject.Images.Select(image => image.Path)], request.Timing);

    /// <param name="network">Opens a model's network, or finds it open.</param>
    public LatencyRequest Open(Func<PortableModel, Backbone> network)
    {
        LabeledImage[] images = [.. Images.Select(path => new LabeledImage(path, 0, ""))];
        return new(Model is null ? new VisionSubject(Vision!, images, Root) : new HeadSubject(network(Model), Model.OpenHead(), images, Root, Model.Decoding), Timing);
    }
}
