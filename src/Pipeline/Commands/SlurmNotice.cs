using Pipeline.Launching.Slurm;

namespace Pipeline.Commands;

/// <summary>What a job does about the notice that its time is nearly up: it queues itself again, so often as it may, and goes on from what is finished.</summary>
internal static class SlurmNotice
{
    private const int Attempts = 3;

    public static void Answer(Terminal terminal)
    {
        if (SlurmJob.Of(Environment.GetEnvironmentVariable) is not { MayRequeue: true } job)
        {
            return;
        }

        terminal.WriteError($"the time of job {job.Id} is nearly up: it queues itself again, for the {job.Restarts + 1}. of {job.Requeues} times");
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                SlurmClient.OfProcess().Requeue(job.Id, CancellationToken.None);
                return;
            }
            catch (PipelineException problem)
            {
                terminal.WriteError(problem.Message);
            }
        }
    }
}
