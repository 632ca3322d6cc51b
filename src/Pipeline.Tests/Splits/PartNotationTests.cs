using CsCheck;
using Pipeline.Splits;

namespace Pipeline.Tests.Splits;

public sealed class PartNotationTests
{
    [Fact]
    public void What_is_written_reads_back() =>
        Gen.Enum<Part>().Array[1, 12].Sample(parts => Assert.Equal(parts, PartNotation.Read(PartNotation.Write(parts), parts.Length)));

    [Theory]
    [InlineData("test 3, validation 1 4", Part.Train, Part.Validation, Part.Train, Part.Test, Part.Validation)]
    [InlineData("test 0", Part.Test, Part.Train)]
    [InlineData("train", Part.Train, Part.Train)]
    [InlineData("validation", Part.Validation)]
    internal void It_reads_like_this(string text, params Part[] parts) => Assert.Equal(text, PartNotation.Write(parts));

    [Theory]
    [InlineData("", 1)]
    [InlineData("test 0", 1)]
    [InlineData("train, test", 1)]
    [InlineData("test -1", 3)]
    [InlineData("test  1", 3)]
    [InlineData("train 1, test 2", 3)]
    [InlineData("Test 1", 3)]
    [InlineData("test 1 1", 3)]
    [InlineData("test 3", 3)]
    [InlineData("test", 3)]
    public void Anything_else_is_refused(string text, int folds) => Assert.Throws<FormatException>(() => PartNotation.Read(text, folds));
}
