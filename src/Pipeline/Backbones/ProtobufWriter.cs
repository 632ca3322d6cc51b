using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Backbones;

/// <summary>Writes one protobuf message, field by field. Wire format: https://protobuf.dev/programming-guides/encoding/.</summary>
internal sealed class ProtobufWriter
{
    private readonly List<byte> _bytes = [];

    public ProtobufWriter Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    /// <returns>What stands before the bytes of a message whose length is known and whose bytes are written elsewhere.</returns>
    public static byte[] Header(int field, int length)
    {
        var header = new ProtobufWriter();
        header.Varint(((ulong)field << 3) | 2);
        header.Varint((ulong)length);
        return header.ToArray();
    }

    public ProtobufWriter Message(int field, ProtobufWriter value) => Bytes(field, value.ToArray());

    /// <summary>Values of 32 bits as raw little-endian bytes.</summary>
    public ProtobufWriter RawFloats(int field, ReadOnlySpan<float> values)
    {
        var raw = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(4 * i), values[i]);
        }

        return Bytes(field, raw);
    }

    public byte[] ToArray() => [.. _bytes];

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
