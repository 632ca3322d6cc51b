namespace Pipeline.Backbones.Downloads;

/// <summary>Where the weights of a card can be had, in the order to try.</summary>
internal static class Mirrors
{
    /// <summary>The variable that names a mirror for every pull, as a team's own server.</summary>
    public const string Variable = "PIPELINE_MIRROR";

    /// <param name="preferred">A mirror to try first: a folder's address, or one with {file} or {name} in it.</param>
    /// <exception cref="PipelineException">There is none, or one is no address.</exception>
    public static IReadOnlyList<Uri> Of(BackboneCard card, string? preferred)
    {
        Uri[] mirrors = [.. (preferred is null ? [] : new[] { Expanded(preferred) }).Concat(card.Mirrors).Select(address => Parse(Fill(address, card)))];
        return mirrors.Length > 0
            ? mirrors
            : throw new PipelineException(
                $"backbone '{card.Name}': its card names no mirrors; {(card.Source is null ? "name one with --mirror" : $"name one with --mirror, or get {card.File} from {card.Source}")}, "
                + "or bring it with 'pipeline models import'");
    }

    private static string Expanded(string preferred) =>
        preferred.Contains("{file}", StringComparison.Ordinal) || preferred.Contains("{name}", StringComparison.Ordinal) ? preferred : $"{preferred.TrimEnd('/')}/{{file}}";

    private static string Fill(string address, BackboneCard card) =>
        address.Replace("{file}", card.File, StringComparison.Ordinal).Replace("{name}", card.Name, StringComparison.Ordinal);

    private static Uri Parse(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var mirror) && mirror.Scheme is "http" or "https"
            ? mirror
            : throw new PipelineException($"'{address}' is no mirror: an address that begins with http:// or https:// is expected");
}
