namespace Pipeline.Reporting.Pages;

/// <summary>What gave an answer its points, in words. A rule that this version does not know stands as it was written.</summary>
internal static class RuleWords
{
    public static string Of(string rule) => rule switch
    {
        "right_first" => "first answer right",
        "right_in_top3" => "right among the first three",
        "near_relative" => "a near relative of the truth",
        "unsure_right_in_top3" => "unsure, right among the first three",
        "unsure_wrong" => "unsure and not among the first three",
        "wrong" => "wrong",
        _ => rule,
    };
}
