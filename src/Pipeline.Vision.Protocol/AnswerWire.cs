using System.Buffers.Binary;

namespace Pipeline.Vision.Protocol;

/// <summary>
/// How images reach a loaded model: on standard input the length (int32, little-endian) and that many bytes of an encoded image; on standard output
/// first one <see cref="AnswerLine"/> without scores once the model is loaded, then one per image, in order. The input's end is the end.
/// </summary>
public static class AnswerWire
{
    /// <summary>Above what any image here encodes to; a length beyond it is nonsense.</summary>
    public const int LargestImage = 1 << 30;

    public static void Send(Stream stream, ReadOnlySpan<byte> image)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, image.Length);
        stream.Write(length);
        stream.Write(image);
        stream.Flush();
    }

    /// <returns>The next image; null at the end.</returns>
    /// <exception cref="VisionException">The input ends in the middle of an image, or its length is nonsense.</exception>
    public static byte[]? Receive(Stream stream)
    {
        Span<byte> head = stackalloc byte[sizeof(int)];
        int got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (got == 0)
        {
            return null;
        }

        int length = got == head.Length ? BinaryPrimitives.ReadInt32LittleEndian(head) : -1;
        if (length is <= 0 or > LargestImage)
        {
            throw new VisionException($"standard input is no image of {VisionProtocol.Answer}'s kind: its length is {length}");
        }

        byte[] image = GC.AllocateUninitializedArray<byte>(length);
        return stream.ReadAtLeast(image, length, throwOnEndOfStream: false) == length ? image : throw new VisionException("standard input ended in the middle of an image");
    }
}

/// <summary>One line of <c>pipeline-vision answer</c>.</summary>
/// <param name="Version">Of the protocol.</param>
/// <param name="Trainer">Who answers; in the first line only.</param>
/// <param name="Scores">The K scores of one image; null in the first line and after a problem.</param>
/// <param name="Ms">Loading the model, or from the image's bytes to its scores.</param>
/// <param name="Problem">Why there is no model, or no answer for this image.</param>
public sealed record AnswerLine(int Version, TrainerIdentity? Trainer, float[]? Scores, double Ms, string? Problem);
