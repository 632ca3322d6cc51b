namespace Pipeline.Artifacts;

/// <summary>
/// Makes, from the files of a run's folder, the file that people look at. It is called before the folder gets its name, so that it appears whole, and again
/// by whoever replaces a file of a finished run.
/// </summary>
/// <param name="run">The run; all its other files are written.</param>
/// <param name="cancellation">Stops it within a fraction of a second.</param>
internal delegate void RunView(FinishedRun run, CancellationToken cancellation);
