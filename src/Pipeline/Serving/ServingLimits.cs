namespace Pipeline.Serving;

/// <summary>What a request may cost. Everything that a stranger can make grow has its end here.</summary>
/// <param name="MaxUploadBytes">Bytes of one image.</param>
/// <param name="MaxMegapixels">Millions of stored pixels of one image, read from its header before it is decoded: 64 lets 8192 x 6144 phone photos through.</param>
/// <param name="MaxImages">Images of one request.</param>
/// <param name="QueueLength">Images that wait for a worker.</param>
/// <param name="MaxBufferedBytes">Bytes of all uploads that are in memory at once, those under way included.</param>
/// <param name="MaxFlaggedBytes">Bytes of all flagged images on disk.</param>
/// <param name="MaxConnections">Open connections.</param>
internal sealed record ServingLimits(
    long MaxUploadBytes = 20_000_000,
    double MaxMegapixels = 64,
    int MaxImages = 16,
    int QueueLength = 64,
    long MaxBufferedBytes = 256_000_000,
    long MaxFlaggedBytes = 500_000_000,
    int MaxConnections = 256)
{
    /// <summary>Parts of a multipart body that are no images, and the bytes of each.</summary>
    public const int MaxFields = 16, MaxFieldBytes = 4096;

    /// <summary>A whole body must have come by then; between two bytes Kestrel's own minimum rate watches.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The request line and the headers must have come by then.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An idle connection is closed then.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Requests under way when the server is told to stop have so long.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of one request: its images, and some room for what stands around them.</summary>
    public long MaxRequestBytes => Math.Min(MaxBufferedBytes, (MaxImages * (MaxUploadBytes + MaxFieldBytes)) + (MaxFields * MaxFieldBytes));
}
