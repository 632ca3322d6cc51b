using System.CommandLine;
using Pipeline.Backbones;

namespace Pipeline.Commands;

/// <summary><c>pipeline models pull NAME...</c></summary>
internal static class ModelsPull
{
    public static Command Create(Terminal terminal)
    {
        var names = ModelsPlace.Names(ArgumentArity.OneOrMore);
        var sha256 = new Option<string?>("--sha256") { Description = "The hash to expect of a network of which none is recorded yet.", HelpName = "HEX" };
        var (models, mirror, yes) = (ModelsPlace.Option(), Verb.Mirror(), Verb.Yes());
        var command = new Command("pull", """
            Fetch weights. A download that broke off goes on where it stopped; only bytes with the card's SHA-256 are ever used. HTTPS_PROXY, HTTP_PROXY and NO_PROXY hold.
            Of the networks of mlnet_vision nobody publishes a hash: the first pull records it, unless --sha256 says what to expect.

            Examples:
              pipeline models pull resnet50-v1-12
              pipeline models pull resnet18-v1-7 resnet34-v2-7 --yes --mirror https://weights.example.org/onnx/
              pipeline models pull mlnet-resnet_v2_50
            """) { names, models, mirror, yes, sha256 };
        command.Does(terminal, (parse, cancellation) => Pull(
            terminal, Expecting(parse.GetRequiredValue(names), parse.GetValue(sha256)), ModelsPlace.Of(parse.GetValue(models)), new WeightsFetching(terminal, parse.GetValue(mirror), parse.GetValue(yes)), cancellation));
        return command;
    }

    /// <exception cref="PipelineException">The hash is none, or it is not said of what.</exception>
    private static (string Name, string? Sha256)[] Expecting(string[] names, string? sha256)
    {
        if (sha256 is not null && (names.Length != 1 || sha256.Length != BackboneCard.Unseen.Length || !sha256.All(char.IsAsciiHexDigit)))
        {
            throw new PipelineException("--sha256 takes the 64 hex digits of one file: name one network with it");
        }

        return [.. names.Select(name => (name, sha256?.ToLowerInvariant()))];
    }

    private static BackboneCard CardOf((string Name, string? Sha256) wish, ModelsPlace place) => (place.CardOrUnseen(wish.Name), wish.Sha256) switch
    {
        (var card, null) => card,
        ({ IsUnseen: true } card, var expected) => card with { Expected = expected },
        (var card, var expected) => card.Sha256 == expected ? card : throw new PipelineException($"{card.Name}: its card says SHA-256 {card.Sha256}, not {expected}"),
    };

    private static void Pull(Terminal terminal, (string Name, string? Sha256)[] names, ModelsPlace place, WeightsFetching fetching, CancellationToken cancellation)
    {
        List<BackboneCard> missing = [];
        foreach (var card in names.Select(name => CardOf(name, place)).DistinctBy(card => card.Name))
        {
            string? found = place.Folders.Find(card.File);
            if (found is not null && card.IsUnseen)
            {
                throw new PipelineException($"{card.Name}: {found} is here, but nobody has recorded what it is; 'pipeline models add {found}' does, or move it away");
            }

            var check = found is null ? null : WeightsCheck.Of(card, found);
            if (check is { IsRight: true })
            {
                terminal.WriteLine($"{card.Name}: is here: {found}");
            }
            else if (found is null || found == place.Shelf.PathOf(card))
            {
                missing.Add(card);
            }
            else
            {
                throw new PipelineException($"{card.Name}: {found} is looked at first, and {check!.Problem}; 'pipeline models verify {card.Name}' sets it aside");
            }
        }

        fetching.Fetch(missing, place.Shelf.Folder, cancellation);
    }
}
