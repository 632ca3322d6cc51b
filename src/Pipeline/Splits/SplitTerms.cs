using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Configuration;

namespace Pipeline.Splits;

/// <summary>A split config as split files spell it.</summary>
internal sealed record SplitTerms(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Folds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Test = null,
    int Repeats = 1,
    double Validation = 0)
{
    public static SplitTerms Of(SplitConfig config) => config switch
    {
        KFoldSplitConfig kFold => new SplitTerms("k_fold", kFold.Folds, null, kFold.Repeats, kFold.Validation),
        HoldOutSplitConfig holdOut => new SplitTerms("hold_out", null, holdOut.Test, holdOut.Repeats, holdOut.Validation),
        _ => throw new UnreachableException(),
    };

    public string ToText() => JsonSerializer.Serialize(this, SplitFileJson.Readable.SplitTerms);
}
