namespace Pipeline.Vision.Protocol;

/// <summary>What the child takes: TensorFlow's decoder reads more, but the parent sends JPEG and PNG only.</summary>
internal static class EncodedImage
{
    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    public static bool IsUsable(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Jpeg) || bytes.StartsWith(Png);

    /// <exception cref="VisionException">It is not there, or no such image.</exception>
    public static void Require(string file)
    {
        try
        {
            Span<byte> start = stackalloc byte[Math.Max(Jpeg.Length, Png.Length)];
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (!IsUsable(start[..length]))
            {
                throw new VisionException($"{file} is neither JPEG nor PNG");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new VisionException($"{file} cannot be read: {problem.Message}", problem);
        }
    }
}
