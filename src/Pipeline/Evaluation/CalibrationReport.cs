namespace Pipeline.Evaluation;

/// <summary>Whether probabilities mean what they say, over all answers.</summary>
/// <param name="LogLoss">Mean -ln of the truth's probability, in nats; 0 is perfect, ln K is knowing nothing.</param>
/// <param name="Brier">Mean squared distance of the probabilities from the truth, summed over the labels: 0..2 (Brier 1950).</param>
/// <param name="ExpectedCalibrationError">Mean distance of confidence from accuracy over <paramref name="Bins"/>, weighted by their answers, 0..1.</param>
/// <param name="Bins">Fifteen equal steps of the first answer's probability; the reliability diagram.</param>
internal sealed record CalibrationReport(double LogLoss, double Brier, double ExpectedCalibrationError, IReadOnlyList<ReliabilityBin> Bins);

/// <summary>The answers whose first probability lies above <paramref name="Low"/> and not above <paramref name="High"/>.</summary>
/// <param name="Low">Exclusive.</param>
/// <param name="High">Inclusive.</param>
/// <param name="Answers">How many there are.</param>
/// <param name="Confidence">Their mean first probability; null for an empty bin.</param>
/// <param name="Accuracy">Share of them that is right; null for an empty bin.</param>
internal sealed record ReliabilityBin(double Low, double High, int Answers, double? Confidence, double? Accuracy);
