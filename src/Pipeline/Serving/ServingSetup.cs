using System.Net;

namespace Pipeline.Serving;

/// <summary>Where and how the server listens.</summary>
/// <param name="Address">What it is bound to.</param>
/// <param name="Port">0 takes any that is free.</param>
/// <param name="Hosts">Names under which it may be asked beside loopback's, and beside plain addresses where it is bound to more than loopback.</param>
/// <param name="Workers">Images under way at once.</param>
/// <param name="Limits">What a request may cost.</param>
/// <param name="Root">The project.</param>
/// <param name="FlagFolder">Where flagged images go; null for none.</param>
internal sealed record ServingSetup(IPAddress Address, int Port, IReadOnlyList<string> Hosts, int Workers, ServingLimits Limits, string Root, string? FlagFolder);

/// <summary>What is served.</summary>
/// <param name="Models">What can be asked.</param>
/// <param name="Runs">What can be looked at.</param>
/// <param name="Examples">What can be tried.</param>
/// <param name="Text">What the page says of itself.</param>
internal sealed record ServedContent(ServedModels Models, ServedRuns Runs, ExampleImages Examples, ServingText Text);
