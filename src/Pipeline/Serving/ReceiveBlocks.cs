using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Pipeline.Serving;

/// <summary>
/// What sockets are read into. Kestrel's own blocks have 4 KB, so that a photo comes in forty reads, each of which wakes whoever waits for it;
/// in larger blocks it comes in a few. A connection without data holds none.
/// </summary>
internal sealed class ReceiveBlocks : MemoryPool<byte>
{
    private const int BlockBytes = 64 * 1024;

    /// <summary>Blocks that are kept for later; more are given up.</summary>
    private const int Kept = 64;

    private readonly ConcurrentQueue<Block> _free = [];

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        return _free.TryDequeue(out var block) ? block : new Block(this);
    }

    protected override void Dispose(bool disposing) => _free.Clear();

    private void Return(Block block)
    {
        if (_free.Count < Kept)
        {
            _free.Enqueue(block);
        }
    }

    /// <summary>How Kestrel comes by them.</summary>
    public sealed class Factory : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ReceiveBlocks();
    }

    /// <summary>Pinned for good, as native code writes into it.</summary>
    private sealed class Block(ReceiveBlocks pool) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public Memory<byte> Memory => _bytes;

        public void Dispose() => pool.Return(this);
    }
}
