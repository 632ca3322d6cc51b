using Pipeline.Backbones;
using Pipeline.Datasets;
using Pipeline.Features;

namespace Pipeline.Launching;

/// <summary>The numbers of each data set by each network, opened once for all the experiments that need them. Not for two threads at once.</summary>
internal sealed class SharedFeatures(ExperimentRecipe recipe) : IDisposable
{
    private readonly Dictionary<(Backbone Network, ScannedImages Images), Lazy<ExtractedFeatures>> _opened = [];

    /// <exception cref="PipelineException">They cannot be had; the reason is kept for whoever asks next.</exception>
    public ExtractedFeatures Of(PreparedExperiment experiment, CancellationToken cancellation)
    {
        if (experiment.Vision is not null)
        {
            return ExtractedFeatures.None;
        }

        var key = (experiment.Backbone, experiment.Data.Scan);
        if (!_opened.TryGetValue(key, out var features))
        {
            features = _opened[key] = new Lazy<ExtractedFeatures>(() => Extract(experiment, cancellation));
        }

        return features.Value;
    }

    public void Dispose()
    {
        foreach (var features in _opened.Values.Where(features => features.IsValueCreated))
        {
            features.Value.Dispose();
        }
    }

    // Fits need no network: a sweep over several must not hold all of their weights meanwhile.
    private ExtractedFeatures Extract(PreparedExperiment experiment, CancellationToken cancellation)
    {
        var features = recipe.Extract(experiment, cancellation);
        experiment.Backbone.Forget();
        return features;
    }
}
