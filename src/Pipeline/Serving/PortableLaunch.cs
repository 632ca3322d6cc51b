using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Timing;

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
        return [.. Subjects.Select(subject => subject.Open(Network(subject.Model)))];

        Backbone Network(PortableModel model) =>
            networks.TryGetValue((model.Card, model.Weights), out var known) ? known : networks[(model.Card, model.Weights)] = model.OpenBackbone(loader);
    }
}

/// <summary>One of them.</summary>
/// <param name="Model">The network and the head.</param>
/// <param name="Root">Full path of the folder of the images.</param>
/// <param name="Images">Relative to it.</param>
/// <param name="Timing">Warm-up, repeats, threads, way.</param>
internal sealed record PortableSubject(PortableModel Model, string Root, IReadOnlyList<string> Images, TimingConfig Timing)
{
    public static PortableSubject Of(LatencyRequest request) => new(
        PortableModel.Of(request.Subject, request.Timing), Path.GetFullPath(request.Subject.Root), [.. request.Subject.Images.Select(image => image.Path)], request.Timing);

    public LatencyRequest Open(Backbone network) =>
        new(new LatencySubject(network, Model.OpenHead(), [.. Images.Select(path => new Datasets.LabeledImage(path, 0, ""))], Root, Model.Decoding), Timing);
}
