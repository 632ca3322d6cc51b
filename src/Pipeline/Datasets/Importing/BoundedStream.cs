namespace Pipeline.Datasets.Importing;

/// <summary>Reads no more than a limit, whatever a header has claimed.</summary>
internal sealed class BoundedStream(Stream inner, long limit, string source) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <exception cref="PipelineException">There is more than the limit.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _read += read;
        return _read <= limit ? read : throw TooLarge(source, limit);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public static PipelineException TooLarge(string source, long limit) =>
        new($"{source} unpacks to more than {limit >> 20} MiB: nothing was imported; raise --max-megabytes if it is what you expect");
}
