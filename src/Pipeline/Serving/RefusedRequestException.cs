using Microsoft.AspNetCore.Http;

namespace Pipeline.Serving;

/// <summary>A request that is refused: its status, and one line for whoever asked.</summary>
internal sealed class RefusedRequestException(int status, string title, string detail, TimeSpan? retryAfter = null) : Exception(detail)
{
    public int Status => status;

    public string Title => title;

    /// <summary>When it is worth asking again.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    public ProblemAnswer ToAnswer() => new(title, status, Message);

    public static RefusedRequestException Bad(string detail) => new(StatusCodes.Status400BadRequest, "bad request", detail);

    public static RefusedRequestException NotFound(string title, string detail) => new(StatusCodes.Status404NotFound, title, detail);

    public static RefusedRequestException TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, "too large", detail);

    public static RefusedRequestException Busy(string detail, TimeSpan retryAfter) => new(StatusCodes.Status429TooManyRequests, "busy", detail, retryAfter);
}
