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

    /// <summary>What the trainer of mlnet_vision starts from and nobody has had here yet.</summary>
    public IEnumerable<BackboneCard> Unseen() => PretrainedNetworks.All.Select(network => PretrainedNetworks.Card(network, Folders)).Where(card => card.IsUnseen);

    /// <param name="word">A name, or a path of a card, which ends in .yaml.</param>
    /// <exception cref="PipelineException">There is no such network, its card is wrong, or there is none before the first pull.</exception>
    public BackboneCard Card(string word) => CardOrUnseen(word) is { IsUnseen: false } card
        ? card
        : throw new PipelineException($"{word}: nothing of it is here yet; 'pipeline models pull {word}' fetches it, 'pipeline models add FILE' takes one that you have");

    /// <summary>The same, for who can do with what is known before the file is.</summary>
    /// <inheritdoc cref="Card"/>
    public BackboneCard CardOrUnseen(string word) =>
        word.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) ? RecordReader.Read<BackboneCard>(word)
        : PretrainedNetworks.Find(word) is { } network ? PretrainedNetworks.Card(network, Folders)
        : BackboneCatalog.Get(word, Folders);

    /// <summary>The option of the verbs that look for weights and change a folder of them.</summary>
    public static Option<string?> Option() => new("--models") { Description = "Folder of weights to use in place of your own cache.", HelpName = "DIR" };

    public static Argument<string[]> Names(ArgumentArity arity) => new("NAME") { Description = "Names in the catalogue ('pipeline models list'), or paths of cards.", Arity = arity };
}
