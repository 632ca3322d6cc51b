using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Pipeline.Serving;

/// <summary>One file of a request.</summary>
/// <param name="Name">As it was sent: to be shown, never to be used as a path.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record Upload(string Name, byte[] Bytes);

/// <summary>The body of a request.</summary>
/// <param name="Files">In the order in which they were sent.</param>
/// <param name="Fields">What else a form holds.</param>
internal sealed record UploadedForm(IReadOnlyList<Upload> Files, IReadOnlyDictionary<string, string> Fields);

/// <summary>Reads bodies, raw or multipart, and never more of them than the limits allow.</summary>
internal static class UploadReader
{
    private const int ChunkBytes = 64 * 1024;
    private const int MaxNameLength = 200;

    /// <summary>A claimed length is taken at its word up to here.</summary>
    private const int BelievedBytes = 1024 * 1024;

    /// <param name="request">Raw bytes are one image, named by the query's <c>name</c>.</param>
    /// <param name="limits">Checked while reading.</param>
    /// <param name="lease">Counts what has come.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RefusedRequestException">Too large, too many, too slow, malformed or empty.</exception>
    public static async Task<UploadedForm> ReadAsync(HttpRequest request, ServingLimits limits, UploadBudget.Lease lease, CancellationToken cancellation)
    {
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        slow.CancelAfter(limits.BodyTimeout);
        try
        {
            return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
                ? await ReadFormAsync(request, type, limits, lease, slow.Token).ConfigureAwait(false)
                : new UploadedForm([await ReadRawAsync(request, limits, lease, slow.Token).ConfigureAwait(false)], new Dictionary<string, string>());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RefusedRequestException(StatusCodes.Status408RequestTimeout, "too slow", $"the body took longer than {limits.BodyTimeout.TotalSeconds:F0} s");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw RefusedRequestException.Bad("the multipart body is malformed or cut short");
        }
    }

    private static async Task<Upload> ReadRawAsync(HttpRequest request, ServingLimits limits, UploadBudget.Lease lease, CancellationToken cancellation)
    {
        if (request.ContentLength > limits.MaxUploadBytes)
        {
            throw TooLarge(limits);
        }

        byte[] bytes = await ReadAllAsync(request.Body, request.ContentLength, limits.MaxUploadBytes, () => TooLarge(limits), lease, cancellation).ConfigureAwait(false);
        return bytes.Length > 0 ? new Upload(Shown(request.Query["name"]), bytes) : throw RefusedRequestException.Bad("the body is empty; send the bytes of an image");
    }

    private static async Task<UploadedForm> ReadFormAsync(
        HttpRequest request, MediaTypeHeaderValue type, ServingLimits limits, UploadBudget.Lease lease, CancellationToken cancellation)
    {
        string? boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= 100 })
        {
            throw RefusedRequestException.Bad("the multipart body names no boundary");
        }

        List<Upload> files = [];
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        var reader = new MultipartReader(boundary, request.Body, ChunkBytes) { HeadersCountLimit = 16, HeadersLengthLimit = 8192 };
        for (int parts = 0; await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is { } section; parts++)
        {
            if (parts == limits.MaxImages + ServingLimits.MaxFields)
            {
                throw TooMany(limits);
            }

            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                throw RefusedRequestException.Bad("a part of the multipart body has no Content-Disposition");
            }

            if (disposition.IsFileDisposition())
            {
                byte[] bytes = await ReadAllAsync(section.Body, null, limits.MaxUploadBytes, () => TooLarge(limits), lease, cancellation).ConfigureAwait(false);
                files.Add(files.Count < limits.MaxImages ? new Upload(Shown(disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value), bytes) : throw TooMany(limits));
            }
            else
            {
                byte[] bytes = await ReadAllAsync(section.Body, null, ServingLimits.MaxFieldBytes, FieldTooLarge, lease, cancellation).ConfigureAwait(false);
                fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] = System.Text.Encoding.UTF8.GetString(bytes);
            }
        }

        return files.Count > 0 ? new UploadedForm(files, fields) : throw RefusedRequestException.Bad("the multipart body holds no file; send one or several in the field 'image'");
    }

    /// <summary>Grows with what comes, whatever length is claimed. The server itself lets no body be longer than its claim.</summary>
    private static async Task<byte[]> ReadAllAsync(
        Stream body, long? claimed, long limit, Func<RefusedRequestException> tooLarge, UploadBudget.Lease lease, CancellationToken cancellation)
    {
        long most = claimed ?? limit + 1;
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(claimed ?? ChunkBytes, BelievedBytes));
        int length = 0;
        for (int read; (read = await body.ReadAsync(bytes.AsMemory(length), cancellation).ConfigureAwait(false)) > 0;)
        {
            length += read;
            if (length > limit)
            {
                throw tooLarge();
            }

            lease.Take(read);
            if (length == bytes.Length && length < most)
            {
                Array.Resize(ref bytes, (int)Math.Min(2L * length, most));
            }
        }

        return length == bytes.Length ? bytes : bytes[..length];
    }

    private static string Shown(string? name) => name switch
    {
        null or "" => "image",
        { Length: > MaxNameLength } => name[..(char.IsHighSurrogate(name[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength)],
        _ => name,
    };

    private static RefusedRequestException TooLarge(ServingLimits limits) => RefusedRequestException.TooLarge($"an image may have {limits.MaxUploadBytes} bytes");

    private static RefusedRequestException TooMany(ServingLimits limits) => RefusedRequestException.TooLarge($"a request may hold {limits.MaxImages} images");

    private static RefusedRequestException FieldTooLarge() => RefusedRequestException.TooLarge($"a field may have {ServingLimits.MaxFieldBytes} bytes");
}
