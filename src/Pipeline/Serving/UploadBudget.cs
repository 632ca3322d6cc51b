namespace Pipeline.Serving;

/// <summary>Bytes of all uploads that are in memory at once. What is counted is what has come, not what a request claims: a claim costs nothing.</summary>
internal sealed class UploadBudget(long bytes)
{
    private long _used;

    public long Used => Volatile.Read(ref _used);

    public Lease Open() => new(this);

    /// <summary>The share of one request, given back when it ends.</summary>
    public sealed class Lease(UploadBudget budget) : IDisposable
    {
        private long _taken;

        /// <exception cref="RefusedRequestException">Others hold too much at the moment.</exception>
        public void Take(int count)
        {
            _taken += count;
            if (Interlocked.Add(ref budget._used, count) > budget.Bytes)
            {
                throw RefusedRequestException.Busy("too many uploads are under way; ask again later", TimeSpan.FromSeconds(1));
            }
        }

        public void Dispose()
        {
            Interlocked.Add(ref budget._used, -_taken);
            _taken = 0;
        }
    }

    private long Bytes => bytes;
}
