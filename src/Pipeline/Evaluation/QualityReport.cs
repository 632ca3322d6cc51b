using Pipeline.Evaluation.Statistics;

namespace Pipeline.Evaluation;

/// <summary>How good, and how sure. Every number is finite, or null where it is undefined; shares are 0..1; intervals are of 95 %.</summary>
/// <remarks>
/// The unit is the image. Score, mean grade and top-k average the repeats of each image first, and their intervals count images: repeats redraw the split
/// and bring no new images. Grades, confusion matrix, classes and calibration count answers (images x repeats), so that they can be counted again in
/// <c>predictions.csv</c>. The two views agree wherever every image is held out equally often, as in k-fold.
/// </remarks>
/// <param name="Images">Images that were held out at least once.</param>
/// <param name="IndependentImages">Groups of duplicates among them: fewer than images where copies were found.</param>
/// <param name="Repeats">How often the split was drawn.</param>
/// <param name="Answers">Graded answers, images x repeats in k-fold.</param>
/// <param name="Points">Sum over the answers, of <paramref name="MaxPoints"/>.</param>
/// <param name="MaxPoints">10 per answer.</param>
/// <param name="Score">Sum over the images of their mean grade, of <paramref name="MaxScore"/>.</param>
/// <param name="MaxScore">10 per image.</param>
/// <param name="ScoreInterval">Of the score, from <see cref="MeanGradeInterval"/>.</param>
/// <param name="GuessingScore">What a guesser who ranks the answers at random expects as score; exact.</param>
/// <param name="MeanGrade">Score per image, 0..10.</param>
/// <param name="MeanGradeInterval">See <see cref="GradeIntervals"/>.</param>
/// <param name="Top1">Share of images whose first answer is right.</param>
/// <param name="Top1Interval">Wilson's, on n = images.</param>
/// <param name="Top3">Share of images with a right answer among the first three.</param>
/// <param name="TopK">The same for k from 1 to 5, as far as there are so many answers.</param>
/// <param name="Grades">How often each reason gave its points; every reason that occurred, best first.</param>
/// <param name="Confusion">Truth against first answer.</param>
/// <param name="Classes">Each true label on its own.</param>
/// <param name="MacroF1">Mean F1 of the classes that have one.</param>
/// <param name="BalancedAccuracy">Mean recall of the classes that were asked.</param>
/// <param name="CohenKappa">Agreement beyond chance; null where chance alone would agree fully.</param>
/// <param name="MostConfused">The most frequent wrong answers, at most ten.</param>
/// <param name="Calibration">Whether probabilities mean what they say; null where scores are not probabilities over the labels themselves.</param>
internal sealed record QualityReport(
    int Images,
    int IndependentImages,
    int Repeats,
    int Answers,
    int Points,
    int MaxPoints,
    double Score,
    int MaxScore,
    Interval ScoreInterval,
    double GuessingScore,
    double MeanGrade,
    Interval MeanGradeInterval,
    double Top1,
    Interval Top1Interval,
    double Top3,
    IReadOnlyList<TopKAccuracy> TopK,
    IReadOnlyList<GradeCount> Grades,
    ConfusionMatrix Confusion,
    IReadOnlyList<ClassQuality> Classes,
    double? MacroF1,
    double? BalancedAccuracy,
    double? CohenKappa,
    IReadOnlyList<ConfusedPair> MostConfused,
    CalibrationReport? Calibration);

/// <summary>Share of images with a right answer among the first <paramref name="K"/>.</summary>
internal sealed record TopKAccuracy(int K, double Accuracy);

/// <summary>How many answers earned <paramref name="Points"/> for one reason.</summary>
internal sealed record GradeCount(string Rule, int Points, int Answers);

/// <summary>A wrong first answer and how often it was given. <paramref name="Answer"/> is the answer's own name, in the imagenet space too.</summary>
internal sealed record ConfusedPair(string Truth, string Answer, int Answers);

/// <summary>One true label, counted in answers.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Support">Answers for images of this label.</param>
/// <param name="MeanGrade">0..10; null without support.</param>
/// <param name="Precision">Null where the label was never answered.</param>
/// <param name="Recall">Null without support.</param>
/// <param name="F1">2 TP / (2 TP + FP + FN); null where the label was neither asked nor answered.</param>
internal sealed record ClassQuality(string Label, int Support, double? MeanGrade, double? Precision, double? Recall, double? F1);
