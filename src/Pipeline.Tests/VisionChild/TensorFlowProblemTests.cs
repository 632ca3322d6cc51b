using Pipeline.Vision;
using Pipeline.Vision.Protocol;

namespace Pipeline.Tests.VisionChild;

public sealed class TensorFlowProblemTests
{
    [Fact]
    public void A_missing_library_is_not_blamed_on_the_file()
    {
        // As ML.NET throws it out of Fit.
        var wrapped = new FormatException("Tensorflow exception triggered while loading model.", new DllNotFoundException("Unable to load shared library 'tensorflow'\nor one of its dependencies"));

        Assert.Equal("build it", Refusal(wrapped, "build it"));
        Assert.Equal("Unable to load shared library 'tensorflow'", Refusal(wrapped, null));
    }

    [Fact]
    public void A_library_of_another_version_is_not_blamed_on_the_file() =>
        Assert.Equal("of another version", Refusal(new FormatException("loading", new EntryPointNotFoundException("TF_NewGraph")), "of another version"));

    [Fact]
    public void A_broken_file_is_named_with_the_reason() => Assert.Equal(
        "net.meta is broken (it ends early)", Refusal(new FormatException("Tensorflow exception triggered while loading model.", new InvalidDataException("it ends early\nat byte 7")), "unused"));

    [Fact]
    public void What_nobody_can_mend_stays_as_it_is() =>
        Assert.Throws<InvalidOperationException>(() => TensorFlowProblem.Explained<int>(() => throw new InvalidOperationException("bug"), "net.meta is broken", () => null));

    private static string Refusal(Exception thrown, string? missing) =>
        Assert.Throws<VisionException>(() => TensorFlowProblem.Explained<int>(() => throw thrown, "net.meta is broken", () => missing)).Message;
}
