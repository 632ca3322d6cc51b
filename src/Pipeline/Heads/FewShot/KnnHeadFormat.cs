using Pipeline.Configuration;
using Pipeline.Datasets;

namespace Pipeline.Heads.FewShot;

/// <summary>K (i32), metric (u8), weighting (u8), smoothing (f64), N (i32), D (i32), label indexes (i32 <c>[N]</c>), features (f32 <c>[N, D]</c>).</summary>
internal sealed class KnnHeadFormat : HeadFormat
{
    public override byte Kind => 2;

    public override bool Writes(IHead head) => head is KnnHead;

    public override void Write(IHead head, BinaryWriter writer)
    {
        var knn = (KnnHead)head;
        writer.Write(knn.Config.K);
        writer.Write((byte)knn.Config.Metric);
        writer.Write((byte)knn.Config.Weighting);
        writer.Write(knn.Config.Smoothing);
        writer.Write(knn.Truths.Length);
        writer.Write(knn.Dimension);
        writer.WriteArray(knn.Truths);
        writer.WriteArray(knn.Features);
    }

    public override IHead Read(LabelSet labels, BinaryReader reader)
    {
        var config = new KnnHeadConfig(reader.ReadInt32(), (KnnMetric)reader.ReadByte(), (KnnWeighting)reader.ReadByte(), reader.ReadDouble());
        (int count, int dimension) = (reader.ReadInt32(), reader.ReadInt32());
        int[] truths = reader.ReadArray<int>(count);
        return new KnnHead(labels, reader.ReadArray<float>(count * dimension), truths, config);
    }
}
