using System.CommandLine;
using Pipeline.Configuration;

namespace Pipeline.Commands;

/// <summary>What every verb has in common: options, exit codes, and one line for what a user can mend.</summary>
internal static class Verb
{
    public const int Failed = 1;

    /// <summary>Something that no user can mend: EX_SOFTWARE of sysexits.h.</summary>
    public const int Bug = 70;

    public static Option<string?> Models() => new("--models") { Description = "Folder to look for weights in first.", HelpName = "DIR" };

    public static Option<string?> Mirror() => new("--mirror")
    {
        Description = "Address to fetch weights from first: a folder's, or one with {file} or {name} in it; PIPELINE_MIRROR does the same.",
        HelpName = "URL",
    };

    public static Option<bool> Yes() => new("--yes") { Description = "Do not ask." };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Override a key of the config, e.g. --set head.optimizer.learning_rate=0.01. May be repeated.",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<bool> Json() => new("--json") { Description = "End with one line of JSON for programs." };

    public static Argument<string[]> Configs() => new("CONFIG") { Description = "One or more experiment files.", Arity = ArgumentArity.OneOrMore };

    /// <summary>A verb's work; what it throws for the user becomes one line on standard error and an exit code.</summary>
    /// <param name="hashes">Whether the work may need OpenSSL; only a verb that looks for it does not.</param>
    public static void Does(this Command command, Terminal terminal, Func<ParseResult, CancellationToken, int> work, bool hashes = true) =>
        command.SetAction((parse, cancellation) => Task.FromResult(Guarded(terminal, () =>
        {
            RequireWords(parse);
            if (hashes)
            {
                OpenSsl.Require();
            }

            return work(parse, cancellation);
        })));

    /// <summary>A verb that always succeeds or throws.</summary>
    public static void Does(this Command command, Terminal terminal, Action<ParseResult, CancellationToken> work) =>
        command.Does(terminal, (parse, cancellation) =>
        {
            work(parse, cancellation);
            return 0;
        });

    /// <exception cref="PipelineException">An argument has no letters; none of our verbs takes that for a path, a name or a value.</exception>
    private static void RequireWords(ParseResult parse)
    {
        if (parse.Tokens.Any(token => token.Value.Length == 0))
        {
            throw new PipelineException("one of the arguments is empty; a shell variable that is not set leaves such a one");
        }
    }

    internal static int Guarded(Terminal terminal, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException)
        {
            // The signal that caused it decides the exit code.
            return Failed;
        }
        catch (PipelineException problem)
        {
            terminal.WriteError(problem.Message);
            return problem.ExitCode;
        }
        catch (Exception bug)
        {
            terminal.WriteError(UnexpectedError.Report(bug, ProjectLayout.OfFolder(Environment.CurrentDirectory).Errors, terminal.Clock));
            return Bug;
        }
    }
}
