using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pipeline.Serving;

/// <summary>Outermost: whatever happens within becomes an answer of one line, and is counted.</summary>
internal sealed class Failures(ServingMeter meter, Action<string> complain)
{
    private const int ClientClosedRequest = 499;

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (!context.Response.HasStarted && context.Response.StatusCode >= 400)
            {
                await Explain(context.Response.StatusCode).ExecuteAsync(context).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Nothing of a request may end the server.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            await AnswerAsync(context, problem).ConfigureAwait(false);
        }

        meter.Count((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other", context.Response.StatusCode);
    }

    private async Task AnswerAsync(HttpContext context, Exception problem)
    {
        var refused = problem switch
        {
            RefusedRequestException refusal => refusal,
            BadHttpRequestException bad => new RefusedRequestException(bad.StatusCode, "bad request", bad.Message.TrimEnd('.')),
            _ => null,
        };
        if (refused is null && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : ClientClosedRequest;
            return;
        }

        if (refused is null)
        {
            complain($"{context.Request.Method} {context.Request.Path}: {problem}");
        }

        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        if (refused?.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        try
        {
            await (refused is null ? Explain(StatusCodes.Status500InternalServerError) : Answer.Problem(refused.ToAnswer())).ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody is there to read it.
        }
    }

    private static IResult Explain(int status) => Answer.Problem(status switch
    {
        StatusCodes.Status404NotFound => new("not found", status, "there is nothing at this address; /openapi/v1.json lists what there is"),
        StatusCodes.Status405MethodNotAllowed => new("method not allowed", status, "this address takes another method; /openapi/v1.json tells which"),
        StatusCodes.Status500InternalServerError => new("internal error", status, "a mistake of the program; its standard error says more"),
        _ => new("not done", status, "the request cannot be answered"),
    });
}
