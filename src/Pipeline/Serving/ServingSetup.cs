using System.Net;

namespace Pipeline.Serving;

/// <summary>Where and how the server listens.</summary>
/// <param name="Address">What it is bound to.</param>
/// <param name="Port">0 takes any that is free.</param>
/// <param name="Hosts">Names under which it may be asked beside loopback's, and beside plain addresses where it is bound to more than loopback.</param>
/// <param name="Workers">Images under way at once; 0 takes one per core.</param>
/// <param name="Limits">What a request may cost.</param>
internal sealed record ServingSetup(IPAddress Address, int Port, IReadOnlyList<string> Hosts, int Workers, ServingLimits Limits)
{
    public static ServingSetup Loopback { get; } = new(IPAddress.Loopback, 0, [], 0, new ServingLimits());
}
