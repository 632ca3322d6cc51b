using System.CommandLine;
using System.CommandLine.Completions;
using Pipeline.Artifacts;
using Pipeline.Configuration;

namespace Pipeline.Commands;

/// <summary>What a shell is offered where a run, a network or a config is expected: the names that there are in the working folder's project.</summary>
internal static class Completions
{
    /// <summary>Goes through every verb; an argument is known by its name, so that a new verb has completion without a word about it.</summary>
    public static void AddTo(Command command)
    {
        foreach (var argument in command.Arguments)
        {
            switch (argument.Name)
            {
                case "RUN" or "A" or "B": Offer(argument, Runs); break;
                case "NAME": Offer(argument, Models); break;
                case "CONFIG": Offer(argument, Configs); break;
            }
        }

        foreach (var option in command.Options.Where(option => option.Name == "--baseline"))
        {
            option.CompletionSources.Add(_ => Items(Runs));
        }

        foreach (var verb in command.Subcommands)
        {
            AddTo(verb);
        }
    }

    // Help would list what is offered in place of the argument's name.
    private static void Offer(Argument argument, Func<IEnumerable<string>> names)
    {
        argument.HelpName = argument.Name;
        argument.CompletionSources.Add(_ => Items(names));
    }

    private static ProjectLayout Project => ProjectLayout.OfFolder(Environment.CurrentDirectory);

    private static IEnumerable<string> Runs() =>
        Directory.Exists(Project.Runs)
            ? Directory.EnumerateDirectories(Project.Runs).Where(run => File.Exists(Path.Combine(run, RunFiles.Record))).Select(run => Path.GetFileName(run))
            : [];

    private static IEnumerable<string> Models() => ModelsPlace.Of(null).Cards(out _).Select(card => card.Name);

    private static IEnumerable<string> Configs() =>
        Directory.Exists(Project.Configs)
            ? Directory.EnumerateFiles(Project.Configs, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Environment.CurrentDirectory, file))
            : [];

    // A shell that completes is no place for an error: what cannot be read offers nothing.
    private static IEnumerable<CompletionItem> Items(Func<IEnumerable<string>> names)
    {
        try
        {
            return [.. names().Order(StringComparer.Ordinal).Select(name => new CompletionItem(name))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or PipelineException)
        {
            return [];
        }
    }
}
