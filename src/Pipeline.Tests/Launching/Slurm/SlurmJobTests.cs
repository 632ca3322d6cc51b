using Pipeline.Launching;
using Pipeline.Launching.Slurm;

namespace Pipeline.Tests.Launching.Slurm;

public sealed class SlurmJobTests
{
    [Fact]
    public void An_element_is_known_by_its_arrays_id_and_its_number() =>
        Assert.Equal(
            new SlurmJob("12_3", 2, 3),
            Job(("PIPELINE_REQUEUES", "3"), ("SLURM_JOB_ID", "12"), ("SLURM_ARRAY_JOB_ID", "12"), ("SLURM_ARRAY_TASK_ID", "3"), ("SLURM_RESTART_COUNT", "2")));

    [Fact]
    public void A_single_job_that_began_once_has_no_count() => Assert.Equal(new SlurmJob("12", 0, 3), Job(("PIPELINE_REQUEUES", "3"), ("SLURM_JOB_ID", "12")));

    [Fact]
    public void A_process_that_no_script_of_ours_started_is_no_job()
    {
        Assert.Null(Job(("SLURM_JOB_ID", "12")));
        Assert.Null(Job(("PIPELINE_REQUEUES", "3")));
    }

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(2, true, false)]
    [InlineData(3, false, false)]
    [InlineData(4, false, true)]
    public void Beginning_anew_has_an_end(int restarts, bool mayRequeue, bool isBeyond)
    {
        var job = new SlurmJob("12_3", restarts, 3);

        Assert.Equal((mayRequeue, isBeyond), (job.MayRequeue, job.IsBeyond));
    }

    [Theory]
    [InlineData("/usr/bin/dotnet", "/opt/pipeline.dll", new[] { "/usr/bin/dotnet", "/opt/pipeline.dll" })]
    [InlineData("/opt/pipeline", "/opt/pipeline.dll", new[] { "/opt/pipeline" })]
    public void The_program_is_started_as_it_was(string process, string assembly, string[] command) => Assert.Equal(command, ThisProgram.Of(process, assembly));

    private static SlurmJob? Job(params (string Name, string Value)[] variables) => SlurmJob.Of(name => variables.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault());
}
