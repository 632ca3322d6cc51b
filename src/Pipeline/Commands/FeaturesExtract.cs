using System.CommandLine;
using Pipeline.Configuration;
using Pipeline.Datasets;
using Pipeline.Features;
using Pipeline.Launching;
using Pipeline.Launching.Slurm;
using Pipeline.Reporting;

namespace Pipeline.Commands;

/// <summary><c>pipeline features extract CONFIG</c>: features before any experiment asks for them, all at once or one part of them.</summary>
internal static class FeaturesExtract
{
    public static Command Create(Terminal terminal)
    {
        var config = new Argument<string>("CONFIG") { Description = "An experiment file; of a sweep each different pair of images and network is extracted." };
        var (set, models) = (Verb.Set(), Verb.Models());
        var shards = new Option<int>("--shards") { Description = "Cut the images into N parts; equal files are in one part.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var shard = new Option<int?>("--shard") { Description = "Extract only this part, from 0 to N-1; without it each part in turn.", HelpName = "I" };
        var results = new Option<string?>("--results") { Description = "Write a file per part into this folder when the part is in the store; for launchers.", HelpName = "FOLDER" };
        var command = new Command("extract", """
            Put the features of an experiment's images into the store. Each part reads only its own files and writes files of its own into the store, so
            that parts may run at once, on as many machines as share the folder.

            Examples:
              pipeline features extract configs/quickstart.yaml
              pipeline features extract configs/quickstart.yaml --shards 8 --shard 3
            """) { config, set, models, shards, shard, results };
        command.Validators.Add(result =>
        {
            int count = result.GetResult(shards)?.Tokens is [var token] && int.TryParse(token.Value, out int given) ? given : 1;
            if (count is < 1 or > 10_000)
            {
                result.AddError("--shards takes a number from 1 to 10000");
            }
            else if (result.GetValue(shard) is { } index && (index < 0 || index >= count))
            {
                result.AddError($"--shard takes a number from 0 to {count - 1}, one less than --shards");
            }
        });
        command.Does(terminal, (parse, cancellation) =>
        {
            string path = parse.GetRequiredValue(config);
            var sources = FeatureExtraction.Sources(ExperimentConfigReader.Read(path, parse.GetValue(set) ?? []));
            var layout = ProjectLayout.OfConfig(path);
            var workspace = new Workspace(layout, parse.GetValue(models), terminal.Clock, terminal.Progress);
            var extraction = new FeatureExtraction(layout, workspace.Backbones, new FeatureStore(layout.Features, terminal.Clock), terminal.Progress);
            int count = parse.GetValue(shards);
            return Run(terminal, extraction, sources, parse.GetValue(shard) is { } one ? [new DatasetShard(one, count)] : [.. Enumerable.Range(0, count).Select(i => new DatasetShard(i, count))], parse.GetValue(results), cancellation);
        });
        return command;
    }

    private static int Run(Terminal terminal, FeatureExtraction extraction, IReadOnlyList<ExperimentConfig> sources, DatasetShard[] shards, string? results, CancellationToken cancellation)
    {
        int code = 0;
        if (sources.Count == 0)
        {
            terminal.WriteLine("nothing to extract: every experiment is trained on its images themselves, by another program");
        }

        foreach (var (source, shard) in sources.SelectMany(source => shards.Select(shard => (source, shard))))
        {
            string part = shard.Count == 1 ? "" : $"part {shard.Index} of {shard.Count}: ";
            long start = terminal.Clock.GetTimestamp();
            try
            {
                var done = extraction.Run(source, shard, cancellation);
                if (results is not null)
                {
                    ExtractionResult.Of(done, terminal.Clock, terminal.Clock.GetElapsedTime(start)).Write(results);
                }

                terminal.WriteLine($"{done.Backbone}: {part}{Format.Count(done.Images)} images, {Format.Count(done.Extracted)} extracted, {Format.Count(done.Images - done.Extracted)} from the store");
            }
            catch (PipelineException problem)
            {
                // A part that fails costs only itself.
                terminal.WriteError($"{source.Name}: {part}{problem.Message}");
                code = Verb.Failed;
            }
        }

        return code;
    }
}
