using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Serving;

/// <summary>The bodies of answers.</summary>
internal static class Answer
{
    private const string ProblemType = "application/problem+json";

    /// <summary>Whole before its first byte is sent, so that its length is known and nothing fails half-way.</summary>
    public static IResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new BytesAnswer(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8", status);

    public static IResult JsonText(string json) => new BytesAnswer(Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8");

    public static IResult Text(string text, string type = "text/plain; charset=utf-8", int status = StatusCodes.Status200OK) => new BytesAnswer(Encoding.UTF8.GetBytes(text), type, status);

    public static IResult Bytes(byte[] bytes, string type) => new BytesAnswer(bytes, type);

    public static IResult Problem(ProblemAnswer problem) =>
        new BytesAnswer(JsonSerializer.SerializeToUtf8Bytes(problem, ServingJson.Readable.ProblemAnswer), ProblemType, problem.Status);

    private sealed class BytesAnswer(byte[] bytes, string type, int status = StatusCodes.Status200OK) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            (response.StatusCode, response.ContentType, response.ContentLength) = (status, type, bytes.Length);
            return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
        }
    }
}
