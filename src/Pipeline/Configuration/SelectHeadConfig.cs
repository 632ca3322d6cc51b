using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

[Kind("select")]
[Description("The best of several heads, chosen anew inside the training part of each fold: the score is honest for the choice, too.")]
public sealed record SelectHeadConfig(
    [Description("The heads to choose among: kinds, or heads with options. prototype, lbfgs and linear_svm when absent.")] IReadOnlyList<HeadConfig>? Candidates = null,
    [Description("Folds inside the training part by which candidates are judged."), Range(2, 20)] int InnerFolds = 3) : HeadConfig, IChecked
{
    public IReadOnlyList<HeadConfig> Candidates { get; init; } = Candidates ?? [new PrototypeHeadConfig(), new LbfgsHeadConfig(), new LinearSvmHeadConfig()];

    IEnumerable<(string Key, string Message)> IChecked.Check()
    {
        if (Candidates.Count < 2)
            yield return (nameof(Candidates), "names fewer than two heads; there is nothing to choose");

        if (Candidates.OfType<SelectHeadConfig>().Any())
            yield return (nameof(Candidates), "holds a select; name its candidates here");

        if (Candidates.OfType<ZeroShotHeadConfig>().Any())
            yield return (nameof(Candidates), "holds zero_shot, which is not trained; compare it with this run instead");

        if (Candidates.OfType<MlNetVisionHeadConfig>().Any())
            yield return (nameof(Candidates), "holds mlnet_vision, which learns from images and not from features; compare it with this run instead");

        foreach (var twin in Candidates.CountBy(candidate => candidate).Where(pair => pair.Value > 1))
            yield return (nameof(Candidates), $"holds the same {KindAttribute.Of(twin.Key)} {twin.Value} times");
    }
}
