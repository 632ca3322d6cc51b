using System.CommandLine;
using Pipeline.Backbones;

namespace Pipeline.Commands;

/// <summary><c>pipeline models pull NAME...</c></summary>
internal static class ModelsPull
{
    public static Command Create(Terminal terminal)
    {
        var names = ModelsPlace.Names(ArgumentArity.OneOrMore);
        var (models, mirror, yes) = (ModelsPlace.Option(), Verb.Mirror(), Verb.Yes());
        var command = new Command("pull", """
            Fetch weights. A download that broke off goes on where it stopped; only bytes with the card's SHA-256 are ever used. HTTPS_PROXY, HTTP_PROXY and NO_PROXY hold.

            Examples:
              pipeline models pull resnet50-v1-12
              pipeline models pull resnet18-v1-7 resnet34-v2-7 --yes --mirror https://weights.example.org/onnx/
            """) { names, models, mirror, yes };
        command.Does(terminal, (parse, cancellation) => Pull(
            terminal, parse.GetRequiredValue(names), ModelsPlace.Of(parse.GetValue(models)), new WeightsFetching(terminal, parse.GetValue(mirror), parse.GetValue(yes)), cancellation));
        return command;
    }

    private static void Pull(Terminal terminal, string[] names, ModelsPlace place, WeightsFetching fetching, CancellationToken cancellation)
    {
        List<BackboneCard> missing = [];
        foreach (var card in names.Select(place.Card).DistinctBy(card => card.Name))
        {
            string? found = place.Folders.Find(card.File);
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
