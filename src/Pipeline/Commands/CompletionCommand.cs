using System.CommandLine;

namespace Pipeline.Commands;

/// <summary><c>pipeline completion SHELL</c>: the script that makes a shell ask this program for completions.</summary>
internal static class CompletionCommand
{
    // Each asks with the line and the cursor's place in it; where there is no answer, files are offered.
    private const string Bash = """
        _pipeline_complete() {
            local IFS=$'\n'
            COMPREPLY=($(pipeline "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
        }
        complete -o default -F _pipeline_complete pipeline
        """;

    private const string Zsh = """
        _pipeline() {
            local -a words
            words=("${(@f)$(pipeline "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            if [[ -n "${words[1]}" ]]; then
                compadd -- "${words[@]}"
            else
                _files
            fi
        }
        compdef _pipeline pipeline
        """;

    private const string Fish = """
        function __pipeline_complete
            set -l line (commandline -cp)
            pipeline "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c pipeline -a '(__pipeline_complete)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName pipeline -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            pipeline "[suggest:$cursorPosition]" "$commandAst" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    private static readonly SortedDictionary<string, string> Scripts = new(StringComparer.Ordinal) { ["bash"] = Bash, ["fish"] = Fish, ["pwsh"] = PowerShell, ["zsh"] = Zsh };

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", Scripts.Keys)}." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", """
            Print the script that completes verbs, options, runs, networks and configs in a shell.

            Examples:
              bash:  pipeline completion bash >> ~/.bashrc
              zsh:   pipeline completion zsh  >> ~/.zshrc       (behind compinit)
              fish:  pipeline completion fish > ~/.config/fish/completions/pipeline.fish
              pwsh:  pipeline completion pwsh >> $PROFILE
            """) { shell };
        command.Does(terminal, (parse, _) => terminal.WriteLine(Scripts[parse.GetRequiredValue(shell)].ReplaceLineEndings("\n")));
        return command;
    }
}
