namespace Pipeline.Serving;

/// <summary>The models that requests can name, and no others.</summary>
/// <param name="all">In the order in which they are shown.</param>
/// <param name="defaults">Those that answer when a request names none.</param>
internal sealed class ServedModels(IReadOnlyList<ServedModel> all, IReadOnlyList<ServedModel> defaults) : IDisposable
{
    private readonly Dictionary<string, ServedModel> _byId = all.ToDictionary(model => model.Id, StringComparer.Ordinal);

    public IReadOnlyList<ServedModel> All => all;

    public IReadOnlyList<ServedModel> Defaults => defaults;

    public IReadOnlyList<ServedNetwork> Networks { get; } = [.. all.Select(model => model.Network).Distinct()];

    /// <param name="ids">As a request names them; none stands for the default ones.</param>
    /// <exception cref="RefusedRequestException">One of them is not served.</exception>
    public IReadOnlyList<ServedModel> Select(IEnumerable<string?> ids)
    {
        string[] named = [.. ids.OfType<string>().Distinct(StringComparer.Ordinal)];
        return named.Length == 0
            ? defaults
            : [.. named.Select(id => _byId.GetValueOrDefault(id) ?? throw RefusedRequestException.NotFound("no such run", "no run of that name is served; /api/v1/models lists those that are"))];
    }

    public void Dispose()
    {
        foreach (var network in Networks)
        {
            network.Dispose();
        }
    }
}
