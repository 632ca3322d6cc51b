using Pipeline.Launching.Slurm;

namespace Pipeline.Tests.Launching.Slurm;

public sealed class SlurmClientTests
{
    private readonly List<string> _asked = [];

    [Fact]
    public void A_submission_gives_the_jobs_id_also_where_clusters_are_federated()
    {
        Assert.Equal(17, Answering(output: "17\n").Submit("/x/job.sh", CancellationToken.None));
        Assert.Equal(17, Answering(output: "17;north\n").Submit("/x/job.sh", CancellationToken.None));
        Assert.Equal(["sbatch --parsable /x/job.sh", "sbatch --parsable /x/job.sh"], _asked);
    }

    [Fact]
    public void A_refusal_is_told_with_Slurms_reason()
    {
        var client = Answering(1, errors: "sbatch: error: invalid partition specified: nix\nsbatch: error: Batch job submission failed: Invalid partition name specified\n");

        var problem = Assert.Throws<PipelineException>(() => client.Submit("/x/job.sh", CancellationToken.None));

        Assert.Equal("Slurm does not take /x/job.sh: Batch job submission failed: Invalid partition name specified", problem.Message);
    }

    [Theory]
    [InlineData("slurm_load_jobs error: Unable to contact slurm controller (connect failure)")]
    [InlineData("sbatch: error: Batch job submission failed: Socket timed out on send/recv operation")]
    public void An_absent_controller_is_no_answer_about_the_job(string errors)
    {
        Assert.Throws<SlurmUnreachableException>(() => Answering(1, errors: errors).Submit("/x/job.sh", CancellationToken.None));
        Assert.Throws<SlurmUnreachableException>(() => Answering(1, errors: errors).Elements(3, CancellationToken.None));
    }

    [Fact]
    public void A_forgotten_job_has_no_elements() =>
        Assert.Empty(Answering(1, errors: "slurm_load_jobs error: Invalid job id specified").Elements(3, CancellationToken.None));

    [Fact]
    public void Cancelling_what_has_ended_is_no_mistake() =>
        Answering(1, errors: "scancel: error: Kill job error on job id 3: Job/step already completing or completed").Cancel(["3"], CancellationToken.None);

    [Fact]
    public void Nothing_is_asked_to_cancel_nothing()
    {
        Answering().Cancel([], CancellationToken.None);

        Assert.Empty(_asked);
    }

    [Fact]
    public void The_largest_array_is_read_from_the_clusters_configuration() =>
        Assert.Equal(1001, Answering(output: "MaxArraySizeX = 7\nMaxArraySize            = 1001\nMaxDBDMsgs = 1\n").MaxArraySize(CancellationToken.None));

    [Fact]
    public void A_job_is_found_by_its_whole_name()
    {
        string[] lines = ["4|0|RUNNING|0|0|None|n1|1:00|sweep.1|", "9|0|RUNNING|0|0|None|n1|1:00|sweep.1|", "12|0|RUNNING|0|0|None|n1|1:00|sweep.10|"];

        Assert.Equal(9, Answering(output: string.Join('\n', lines)).Find("sweep.1", CancellationToken.None));
        Assert.Null(Answering(output: string.Join('\n', lines)).Find("sweep", CancellationToken.None));
    }

    [Fact]
    public void A_command_that_is_not_there_says_what_is_needed()
    {
        var problem = Assert.Throws<PipelineException>(() => new SlurmProcess(TimeSpan.FromSeconds(5)).Run("no-such-command-of-slurm", [], CancellationToken.None));

        Assert.StartsWith("no-such-command-of-slurm cannot be started", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_does_not_end_is_ended()
    {
        var problem = Assert.Throws<SlurmUnreachableException>(() => new SlurmProcess(TimeSpan.FromMilliseconds(50)).Run("sleep", ["60"], CancellationToken.None));

        Assert.Contains("did not answer", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SLURM_CONF", true)]
    [InlineData("SLURM_JOB_ID", false)]
    [InlineData("SBATCH_PARTITION", false)]
    [InlineData("SQUEUE_FORMAT", false)]
    [InlineData("PATH", true)]
    public void Variables_that_would_change_a_command_do_not_reach_it(string name, bool reaches) => Assert.Equal(reaches, SlurmProcess.Reaches(name));

    private SlurmClient Answering(int exitCode = 0, string output = "", string errors = "") => new((program, arguments, _) =>
    {
        _asked.Add($"{program} {string.Join(' ', arguments)}");
        return new SlurmAnswer(exitCode, output, errors);
    });
}
