using Pipeline.Datasets;

namespace Pipeline.Heads.Trees;

/// <summary>
/// D (i32), number of trees (i32), then each tree: class (i32), nodes n (i32), features (i32 <c>[n]</c>), thresholds (f32 <c>[n]</c>), left and right
/// children (i32 <c>[n]</c> each), leaves (f64 <c>[n + 1]</c>).
/// </summary>
internal sealed class TreeHeadFormat : HeadFormat
{
    public override byte Kind => 3;

    public override bool Writes(IHead head) => head is TreeHead;

    public override void Write(IHead head, BinaryWriter writer)
    {
        var trees = (TreeHead)head;
        writer.Write(trees.Dimension);
        writer.Write(trees.Trees.Count);
        foreach (Tree tree in trees.Trees)
        {
            writer.Write(tree.Label);
            writer.Write(tree.Features.Length);
            writer.WriteArray<int>(tree.Features);
            writer.WriteArray<float>(tree.Thresholds);
            writer.WriteArray<int>(tree.Left);
            writer.WriteArray<int>(tree.Right);
            writer.WriteArray<double>(tree.Leaves);
        }
    }

    public override IHead Read(LabelSet labels, BinaryReader reader)
    {
        int dimension = reader.ReadInt32();
        var trees = new Tree[reader.ReadInt32()];
        for (int i = 0; i < trees.Length; i++)
        {
            (int label, int nodes) = (reader.ReadInt32(), reader.ReadInt32());
            trees[i] = new Tree(
                label, reader.ReadArray<int>(nodes), reader.ReadArray<float>(nodes), reader.ReadArray<int>(nodes), reader.ReadArray<int>(nodes), reader.ReadArray<double>(nodes + 1));
        }

        return new TreeHead(labels, trees, dimension);
    }
}
