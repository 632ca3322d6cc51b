using Pipeline.Reporting;

namespace Pipeline.Tests.Reporting;

public sealed class PixelFontTests
{
    private static readonly string Box = PixelFont.Box.ToString();

    [Fact]
    public void Every_printable_character_has_ink_of_its_own()
    {
        string[] drawn = [.. Enumerable.Range(PixelFont.First, PixelFont.Box - PixelFont.First + 1).Select(letter => Art(PixelFont.Small, ((char)letter).ToString()))];

        Assert.Equal(96, drawn.Length);
        Assert.Equal(drawn.Length, drawn.Distinct().Count());
        Assert.Empty(drawn[0].Trim());
        Assert.All(drawn.Skip(1), art => Assert.NotEmpty(art.Trim()));
    }

    [Fact]
    public void Letters_are_drawn_with_rounded_corners_and_descend_below_the_line() =>
        Assert.Equal(
            """
             --#####--
            --#######-
            -#--  --##
            ##-    -##
            ##      ##
            ##      ##
            ##-    -##
            -#--  --##
            --########
             --#######
                   -##
                   -#-
              -#####--
              -####--
            """,
            Art(PixelFont.Small, "g").Trim('\n'),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void Width_is_that_of_the_ink_and_the_gaps_between()
    {
        Assert.Equal(0, PixelFont.Small.Width(""));
        Assert.Equal(2, PixelFont.Small.Width("i"));
        Assert.Equal(10 + 2 + 2, PixelFont.Small.Width("ni"));
        Assert.Equal(2 * PixelFont.Small.Width("ni"), PixelFont.Large.Width("ni"));
    }

    [Theory]
    [InlineData("Känguru", "Kanguru")]
    [InlineData("Ka\u0308nguru", "Kanguru")]
    [InlineData("Œuvre Straße №5 – Łódź", "OEuvre Strasse No5 - Lodz")]
    [InlineData("plain_name (2).jpg", "plain_name (2).jpg")]
    public void Accents_are_dropped(string text, string drawable) => Assert.Equal(drawable, PixelFont.Drawable(text));

    [Theory]
    [InlineData("袋鼠", 2)]
    [InlineData("\U0001F98A", 1)]
    [InlineData("\t\n\u0001", 3)]
    public void A_character_without_a_glyph_is_one_box(string text, int boxes) =>
        Assert.Equal(string.Concat(Enumerable.Repeat(Box, boxes)), PixelFont.Drawable(text));

    [Fact]
    public void Half_a_surrogate_pair_is_a_box() => Assert.Equal(Box + "x", PixelFont.Drawable("\ud800x"));

    [Fact]
    public void A_long_name_loses_its_middle_and_fits()
    {
        const string Name = "a_rather_long_file_name_of_the_year_2019_0042.jpeg";

        for (int width = 20; width < PixelFont.Small.Width(Name); width++)
        {
            string shortened = PixelFont.Small.Shorten(Name, width);
            string[] ends = shortened.Split("...");

            Assert.True(PixelFont.Small.Width(shortened) <= width, shortened);
            Assert.StartsWith(ends[0], Name, StringComparison.Ordinal);
            Assert.EndsWith(ends[1], Name, StringComparison.Ordinal);
        }

        Assert.Equal("a_rathe...042.jpeg", PixelFont.Small.Shorten(Name, 180));
        Assert.Equal(Name, PixelFont.Small.Shorten(Name, PixelFont.Small.Width(Name)));
    }

    [Fact]
    public void Wrapped_lines_fit_and_lose_no_word()
    {
        const string Reason = "JPEG that decodes only in part: it is cut short or damaged";

        var lines = PixelFont.Small.Wrap(Reason, 200);

        Assert.Equal(Reason, string.Join(' ', lines));
        Assert.All(lines, line => Assert.True(PixelFont.Small.Width(line) <= 200, line));
        Assert.True(lines.Count is > 1 and < 6, $"{lines.Count} lines");
        Assert.Contains("...", Assert.Single(PixelFont.Small.Wrap(new string('w', 99), 200)), StringComparison.Ordinal);
        Assert.Empty(PixelFont.Small.Wrap("", 200));
    }

    /// <summary>Ink as <c>#</c>, partial ink as <c>-</c>, one line per row of pixels.</summary>
    private static string Art(PixelFont font, string text)
    {
        char[][] rows = [.. Enumerable.Range(0, font.Height).Select(_ => Enumerable.Repeat(' ', font.Width(text)).ToArray())];
        foreach (var (x, mask) in font.Place(text))
        {
            for (int i = 0; i < mask.Width * mask.Height; i++)
            {
                var (column, row) = (i % mask.Width, i / mask.Width);
                rows[row][x + column] = mask[column, row] switch { 0 => ' ', 255 => '#', _ => '-' };
            }
        }

        return string.Join('\n', rows.Select(row => new string(row).TrimEnd()));
    }
}
