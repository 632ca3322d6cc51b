using System.CommandLine;
using Pipeline.Backbones;
using Pipeline.Configuration;

namespace Pipeline.Commands;

/// <summary>Where the <c>models</c> verbs look, and the one folder that they change.</summary>
/// <param name="Folders">Looked through for weights.</param>
/// <param name="Shelf">Receives weights: the folder of <c>--models</c>, else the user's cache.</param>
internal sealed record ModelsPlace(ModelFolders Folders, ModelShelf Shelf)
{
    /// <param name="option">The value of <c>--models</c>, if given.</param>
    public static ModelsPlace Of(string? option)
    {
        var folders = ModelFolders.FromEnvironment(option);
        return new ModelsPlace(folders, new ModelShelf(option is null ? folders.UserCache : Path.GetFullPath(option)));
    }

    /// <summary>Every network that configs can name: those that ship with the program, then the user's own.</summary>
    public IEnumerable<BackboneCard> Cards(out IReadOnlyList<string> damaged) => BackboneCatalog.All.Concat(RegisteredCards.In(Folders, out damaged));

    /// <param name="word">A name, or a path of a card, which ends in .yaml.</param>
    /// <exception cref="PipelineException">There is no such network, or its card is wrong.</exception>
    public BackboneCard Card(string word) =>
        word.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            ? RecordReader.Read<BackboneCard>(word)
            : BackboneCatalog.Get(word, Folders);

    /// <summary>The option of the verbs that look for weights and change a folder of them.</summary>
    public static Option<string?> Option() => new("--models") { Description = "Folder of weights to use in place of your own cache.", HelpName = "DIR" };

    public static Argument<string[]> Names(ArgumentArity arity) => new("NAME") { Description = "Names in the catalogue ('pipeline models list'), or paths of cards.", Arity = arity };
}
