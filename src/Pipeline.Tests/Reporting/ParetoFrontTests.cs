using CsCheck;
using Pipeline.Reporting;

namespace Pipeline.Tests.Reporting;

public sealed class ParetoFrontTests
{
    [Fact]
    public void The_front_is_what_no_other_choice_beats() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6]).Array[0, 20].Sample(pairs =>
        {
            (double Score, double? Ms)[] choices = [.. pairs.Select(pair => ((double)pair.Item1, pair.Item2 == 0 ? null : (double?)pair.Item2))];
            int[] expected =
            [
                .. Enumerable.Range(0, choices.Length).Where(i => choices[i].Ms is not null && !choices.Any(other =>
                    other.Score >= choices[i].Score && other.Ms <= choices[i].Ms && (other.Score > choices[i].Score || other.Ms < choices[i].Ms))),
            ];
            Assert.Equal(expected, ParetoFront.Of(choices).Order());
        });
}
