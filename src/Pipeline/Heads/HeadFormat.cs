using System.Runtime.InteropServices;
using Pipeline.Datasets;
using Pipeline.Heads.FewShot;
using Pipeline.Heads.Trees;

namespace Pipeline.Heads;

/// <summary>How one kind of head is laid out in a <see cref="HeadFile"/>, after the labels.</summary>
internal abstract class HeadFormat
{
    public static IReadOnlyList<HeadFormat> All { get; } = [new LinearHeadFormat(), new KnnHeadFormat(), new TreeHeadFormat()];

    /// <summary>Stands in the file; never reused for another kind.</summary>
    public abstract byte Kind { get; }

    public abstract bool Writes(IHead head);

    public abstract void Write(IHead head, BinaryWriter writer);

    public abstract IHead Read(LabelSet labels, BinaryReader reader);
}

/// <summary>Input (u8), link (u8), D (i32), W (f32 <c>[K, D]</c>), b (f32 <c>[K]</c>).</summary>
internal sealed class LinearHeadFormat : HeadFormat
{
    public override byte Kind => 1;

    public override bool Writes(IHead head) => head is LinearHead;

    public override void Write(IHead head, BinaryWriter writer)
    {
        var linear = (LinearHead)head;
        writer.Write((byte)linear.Input);
        writer.Write((byte)linear.Link);
        writer.Write(linear.Dimension);
        writer.WriteArray(linear.Weights);
        writer.WriteArray(linear.Bias);
    }

    public override IHead Read(LabelSet labels, BinaryReader reader)
    {
        var (input, link) = ((LinearInput)reader.ReadByte(), (LinearLink)reader.ReadByte());
        int dimension = reader.ReadInt32();
        float[] weights = reader.ReadArray<float>(labels.Count * dimension);
        return new LinearHead(labels, weights, reader.ReadArray<float>(labels.Count), input, link);
    }
}

internal static class BinaryArrays
{
    extension(BinaryWriter writer)
    {
        /// <summary>The elements alone, little-endian as on every platform that .NET 10 supports here.</summary>
        public void WriteArray<T>(ReadOnlySpan<T> values)
            where T : unmanaged => writer.Write(MemoryMarshal.AsBytes(values));
    }

    extension(BinaryReader reader)
    {
        public T[] ReadArray<T>(int count)
            where T : unmanaged
        {
            var values = new T[count];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }
    }
}
