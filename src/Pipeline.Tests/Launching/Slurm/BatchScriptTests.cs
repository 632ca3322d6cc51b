using Pipeline.Configuration;
using Pipeline.Launching.Slurm;

namespace Pipeline.Tests.Launching.Slurm;

public sealed class BatchScriptTests
{
    [Fact]
    public void Every_option_stands_in_the_script()
    {
        var config = new SlurmLauncherConfig(
            "gpu", "lab-7", "long", "avx512&ssd", "1-02:00:00", 4, "16G", "a100:1", 20, ["module load dotnet/10"],
            new Dictionary<string, string> { ["reservation"] = "night shift", ["exclusive"] = "" }, Notice: 90);

        string text = BatchScript.Text(Job(ArrayCut.Of([1007, 1008], 1001)[0]), config, name => name == "PIPELINE_MODELS" ? "/a b:/c" : null);

        Assert.Equal("""
            #!/bin/bash
            #SBATCH --job-name=digits-1234abcd.1
            #SBATCH --array=7-8%20
            #SBATCH --output="/data/my sweeps/tasks/1%3a/output.txt"
            #SBATCH --open-mode=append
            #SBATCH --requeue
            #SBATCH --signal=B:USR1@90
            #SBATCH --dependency=afterok:3
            #SBATCH --kill-on-invalid-dep=yes
            #SBATCH --partition=gpu
            #SBATCH --account=lab-7
            #SBATCH --qos=long
            #SBATCH --constraint="avx512&ssd"
            #SBATCH --time=1-02:00:00
            #SBATCH --cpus-per-task=4
            #SBATCH --mem=16G
            #SBATCH --gpus=a100:1
            #SBATCH --reservation="night shift"
            #SBATCH --exclusive
            cd '/data/it'\''s here' || exit 1
            export DOTNET_PROCESSOR_COUNT="$SLURM_CPUS_PER_TASK" DOTNET_NOLOGO=1 PIPELINE_REQUEUES=3
            export PIPELINE_MODELS='/a b:/c'
            module load dotnet/10
            exec /usr/bin/dotnet /opt/pipeline.dll run-task --index "$((1000 + SLURM_ARRAY_TASK_ID))"

            """, text);
    }

    [Fact]
    public void What_is_not_asked_for_is_left_to_the_cluster()
    {
        string text = BatchScript.Text(Job(ArrayCut.Of([0], 1001)[0]), new SlurmLauncherConfig(), _ => null);

        Assert.DoesNotContain("--time", text, StringComparison.Ordinal);
        Assert.Contains("--array=0\n", text, StringComparison.Ordinal);
        Assert.EndsWith("--index \"$SLURM_ARRAY_TASK_ID\"\n", text, StringComparison.Ordinal);
    }

    private static BatchJob Job(ArrayCut array) => new(
        "digits-1234abcd.1", array, $"/data/my sweeps/tasks/{array.TaskPattern(4)}/output.txt", ["/usr/bin/dotnet", "/opt/pipeline.dll", "run-task", "--index", BatchScript.Task],
        "afterok:3", "/data/it's here");
}
