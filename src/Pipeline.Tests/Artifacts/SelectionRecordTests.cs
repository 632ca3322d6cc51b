using Pipeline.Artifacts;
using Pipeline.Configuration;

namespace Pipeline.Tests.Artifacts;

public sealed class SelectionRecordTests
{
    [Fact]
    public void Candidates_are_called_by_what_tells_them_apart() => Assert.Equal(
        ["lbfgs (l2 1)", "lbfgs (l2 3)", "softmax (optimizer adam, epochs 100)", "softmax (optimizer sgd, epochs 7)", "knn"],
        CandidateNames.Of([new LbfgsHeadConfig(), new LbfgsHeadConfig(L2: 3), new SoftmaxHeadConfig(), new SoftmaxHeadConfig(new SgdOptimizerConfig(), Epochs: 7), new KnnHeadConfig()]));

    [Fact]
    public void The_sentence_counts_the_choices_and_names_the_head_that_is_kept()
    {
        FitSelection Choice(int fold, string name) => new(0, fold, name, []);
        var record = new SelectionRecord(["a", "b"], [Choice(0, "b"), Choice(1, "a"), Choice(2, "b")], new(null, null, "a", []));

        Assert.Equal("b in 2 of 3 fits, a in 1; the head that is kept is a", record.Describe());
    }
}
