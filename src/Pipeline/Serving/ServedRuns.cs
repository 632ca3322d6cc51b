using Pipeline.Artifacts;

namespace Pipeline.Serving;

/// <summary>The finished runs that can be looked at: those that were named, or all of the project, new ones included. Requests find them by id and never by path.</summary>
/// <param name="named">Null for all of the project.</param>
/// <param name="store">The project's.</param>
internal sealed class ServedRuns(IReadOnlyList<FinishedRun>? named, RunStore store)
{
    private readonly Lock _gate = new();
    private (DateTime Changed, IReadOnlyList<FinishedRun> Runs) _listed = (DateTime.MinValue, []);

    public IReadOnlyList<FinishedRun> All => named ?? Listed();

    /// <exception cref="RefusedRequestException">No such run is served.</exception>
    public FinishedRun Get(string id) =>
        All.FirstOrDefault(run => run.Record.Folder == id) ?? throw RefusedRequestException.NotFound("no such run", "no run of that name is served; /api/v1/runs lists those that are");

    // A run appears by renaming its folder, which changes the time of the folder around it.
    private IReadOnlyList<FinishedRun> Listed()
    {
        var changed = Directory.GetLastWriteTimeUtc(store.Folder);
        lock (_gate)
        {
            if (changed != _listed.Changed)
            {
                _listed = (changed, store.List(out _));
            }

            return _listed.Runs;
        }
    }
}
