using Pipeline.Configuration.Binding;

namespace Pipeline.Tests.Configuration;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("learning_rat", "learning_rate")]
    [InlineData("leraning_rate", "learning_rate")]
    [InlineData("Epochs", "epochs")]
    [InlineData("epoch", "epochs")]
    [InlineData("L2", "l2")]
    [InlineData("lr", null)]
    [InlineData("optimiser", "optimizer")]
    [InlineData("colour", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_meant_when_it_is_near(string word, string? meant) =>
        Assert.Equal(meant, Suggestion.For(word, ["l1", "l2", "epochs", "learning_rate", "optimizer"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("ca", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void The_distance_counts_edits_and_exchanges_of_neighbours(string a, string b, int distance) => Assert.Equal(distance, Suggestion.Distance(a, b));

    [Fact]
    public void Equally_near_words_are_ordered_so_that_the_answer_is_always_the_same() => Assert.Equal("bat", Suggestion.For("xat", ["cat", "bat", "hat"]));
}
