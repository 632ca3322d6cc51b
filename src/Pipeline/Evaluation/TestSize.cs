using System.Globalization;
using Pipeline.Evaluation.Statistics;

namespace Pipeline.Evaluation;

/// <summary>What a number of held-out images can show at all, told before anything is run.</summary>
internal static class TestSize
{
    private const double Level = 0.05;

    /// <param name="images">Held-out images, copies counted once.</param>
    /// <returns>For example <c>50 images: at least 6 discordant answers, all one way, for p &lt; 0.05</c>.</returns>
    public static string Describe(int images)
    {
        int fewest = McNemarPower.FewestDiscordant(Level);
        string size = images == 1 ? "1 image" : string.Create(CultureInfo.InvariantCulture, $"{images} images");
        return images < fewest
            ? string.Create(CultureInfo.InvariantCulture, $"{size}: too few to tell two configurations apart; {fewest} discordant answers, all one way, are the least for p < {Level}")
            : string.Create(CultureInfo.InvariantCulture, $"{size}: at least {fewest} discordant answers, all one way, for p < {Level}");
    }
}
