using Microsoft.AspNetCore.Http;
using Pipeline.Artifacts;
using Pipeline.Reporting;

namespace Pipeline.Serving;

/// <summary>The finished runs: list, record, report and comparison.</summary>
internal sealed class RunEndpoints(ServedRuns runs, Action<string> complain) : IDisposable
{
    /// <summary>All pairs are not asked for, but each run's answers are read and tested against the baseline's.</summary>
    private const int MaxCompared = 100;

    // A comparison takes a core for a second or so: one at a time, so that predictions keep theirs.
    private readonly SemaphoreSlim _one = new(1);

    public IResult List() => Answer.Json(new RunsAnswer([.. runs.All.Select(RunAnswer.Of)]), ServingJson.Readable.RunsAnswer);

    public IResult Get(string id)
    {
        var run = runs.Get(id);
        return Guarded(() => Answer.JsonText($$"""{"run": {{Text(run, RunFiles.Record)}}, "metrics": {{Text(run, RunFiles.Metrics)}}}"""));
    }

    public IResult Report(HttpContext context, string id)
    {
        var run = runs.Get(id);
        if (RunAnswer.ReportOf(run) is null)
        {
            throw RefusedRequestException.NotFound("no report", "this run has no report");
        }

        context.Response.Headers.ContentSecurityPolicy = Gate.ReportPolicy;
        return Guarded(() => Answer.Text(Text(run, RunFiles.Report), "text/html; charset=utf-8"));
    }

    public async Task<IResult> CompareAsync(HttpContext context) => Answer.JsonText(await ComparedAsync(context, ComparisonJson.Of).ConfigureAwait(false));

    public async Task<IResult> ComparisonPageAsync(HttpContext context)
    {
        string page = await ComparedAsync(context, report =>
        {
            var html = new StringWriter();
            new ComparisonHtml(Progress.Unheard).Write(html, report, RunAnswer.ReportOf, context.RequestAborted);
            return html.ToString();
        }).ConfigureAwait(false);
        context.Response.Headers.ContentSecurityPolicy = Gate.ReportPolicy;
        return Answer.Text(page, "text/html; charset=utf-8");
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> ComparedAsync(HttpContext context, Func<ComparisonReport, string> show)
    {
        var query = context.Request.Query;
        FinishedRun[] chosen = [.. query["run"].OfType<string>().Distinct(StringComparer.Ordinal).Select(runs.Get)];
        var baseline = query["baseline"] is [{ Length: > 0 } named] ? runs.Get(named) : chosen.FirstOrDefault();
        if (chosen.Length is < 2 or > MaxCompared || !chosen.Contains(baseline))
        {
            throw RefusedRequestException.Bad($"a comparison takes 2 to {MaxCompared} runs (run=A&run=B), of which one is the baseline");
        }

        await _one.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Guarded(() => show(ComparisonReport.Of(chosen, baseline, Progress.Unheard, context.RequestAborted)))).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private static string Text(FinishedRun run, string file) => RunText.Read(Path.Combine(run.Path, file));

    /// <summary>What is wrong with a run's files is for whoever runs the server; others are only told that something is.</summary>
    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PipelineException problem)
        {
            complain(problem.Message);
            throw new RefusedRequestException(StatusCodes.Status422UnprocessableEntity, "damaged run", "a file of the run is missing or damaged; the server's standard error names it");
        }
    }
}
