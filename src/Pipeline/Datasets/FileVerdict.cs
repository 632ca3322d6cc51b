namespace Pipeline.Datasets;

/// <summary>What came of decoding one file whole.</summary>
/// <param name="Decodes">Every pixel is there.</param>
/// <param name="Truncated">Not every pixel is there, but the beginning of the picture is; never together with <paramref name="Decodes"/>.</param>
/// <param name="Reason">For people: what is wrong, without the file's name.</param>
/// <param name="Width">Upright, in pixels; 0 where unknown.</param>
/// <param name="Height">Upright, in pixels; 0 where unknown.</param>
/// <param name="Format">By content, not by name; empty where unknown.</param>
/// <param name="Thumbnail">A <see cref="Imaging.GreyThumbnail"/> as text, to find near-duplicates by without decoding again; empty where nothing decodes.</param>
internal sealed record FileVerdict(bool Decodes, bool Truncated, string Reason, int Width, int Height, string Format, string Thumbnail = "");

/// <summary>Decodes files to judge them. The verdict must follow from the bytes alone, and judging must be safe for concurrent use.</summary>
/// <param name="Version">Names everything else a verdict depends on, decoder and limits: verdicts of another version are not reused.</param>
/// <param name="Judge">The bytes of a file into a verdict.</param>
internal sealed record FileInspector(string Version, Func<byte[], FileVerdict> Judge);
