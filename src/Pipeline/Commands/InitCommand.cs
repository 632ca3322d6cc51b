using System.CommandLine;

namespace Pipeline.Commands;

/// <summary><c>pipeline init DIR</c>: a project in a folder.</summary>
internal static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "The project's folder; made when absent." };
        var sample = new Option<bool>("--sample") { Description = "With fifty sample drawings and the configs that compare heads, optimizers and networks on them: runs at once." };
        var command = new Command("init", """
            Lay out a project: configs with comments, a place for images, a README. Nothing that is there is overwritten.

            Examples:
              pipeline init study --sample
              pipeline init study
            """) { folder, sample };
        command.Does(terminal, (parse, _) => Init(terminal, parse.GetRequiredValue(folder), parse.GetValue(sample)));
        return command;
    }

    private static void Init(Terminal terminal, string folder, bool sample)
    {
        (string Path, byte[] Content)[] files = [.. ProjectTemplate.Files(sample).Select(file => (Path.Combine(folder, file.Path.Replace('/', Path.DirectorySeparatorChar)), file.Content))];
        if (files.FirstOrDefault(file => File.Exists(file.Path)).Path is { } there)
        {
            throw new PipelineException($"{there} is there already; init overwrites nothing: choose another folder");
        }

        foreach (var (path, content) in files)
        {
            WholeFile.Write(path, stream => stream.Write(content));
        }

        string photos = Path.Combine(folder, "data", "raw", "photos");
        Directory.CreateDirectory(photos);
        terminal.WriteLine($"{folder}: {files.Length} files. Now:");
        terminal.WriteLine($"  cd {folder}");
        if (sample)
        {
            terminal.WriteLine("  pipeline run configs/quickstart.yaml      the drawings, in seconds");
        }

        terminal.WriteLine("  pipeline run configs/photos.yaml          your photos, once each class has a folder in data/raw/photos");
    }
}
