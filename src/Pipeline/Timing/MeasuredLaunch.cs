namespace Pipeline.Timing;

/// <summary>What one start of the program measured of a subject.</summary>
/// <param name="LoadMs">Opening the way from cold.</param>
/// <param name="FirstMs">The first prediction after that.</param>
/// <param name="Rows">The predictions after the warm-up, in the order in which they were made.</param>
internal sealed record MeasuredLaunch(double LoadMs, double FirstMs, IReadOnlyList<LatencyRow> Rows);

/// <summary>Measures subjects in turns in one start of the program: this one, or another that is started for it.</summary>
/// <returns>In the order of the requests.</returns>
internal delegate IReadOnlyList<MeasuredLaunch> MeasureLaunch(IReadOnlyList<LatencyRequest> requests, IProgress<Progress> progress, CancellationToken cancellation);
