using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Pipeline.Serving;

/// <summary>What the program brings along: the page, its styles and scripts, and the description of the API.</summary>
internal static class EmbeddedFiles
{
    private const string Folder = "wwwroot/";
    private static readonly Lazy<Dictionary<string, EmbeddedFile>> Page = new(() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).ToDictionary(name => name[Folder.Length..], EmbeddedFile.Read, StringComparer.Ordinal));

    public static EmbeddedFile Index => Page.Value["index.html"];

    public static EmbeddedFile OpenApi => field ??= EmbeddedFile.Read("openapi.json");

    /// <returns>Null where there is none of that name.</returns>
    public static EmbeddedFile? Find(string name) => name == "index.html" ? null : Page.Value.GetValueOrDefault(name);
}

/// <summary>One file. Browsers keep it and ask whether it is still the same.</summary>
internal sealed class EmbeddedFile(byte[] bytes, string type) : IResult
{
    private readonly EntityTagHeaderValue _tag = new($"\"{Hashing.OfBytes(bytes)[..16]}\"");

    public static EmbeddedFile Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new EmbeddedFile(bytes, TypeOf(name));
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.GetTypedHeaders().ETag = _tag;
        response.Headers.CacheControl = "no-cache";
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(_tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        (response.ContentType, response.ContentLength) = (type, bytes.Length);
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" => "application/json; charset=utf-8",
        ".png" => "image/png",
        var other => throw new InvalidOperationException($"No type is known for '{other}'."),
    };
}
