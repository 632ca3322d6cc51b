namespace Pipeline.Evaluation.Statistics;

/// <summary>One image's figure, with what must be known to resample it.</summary>
/// <param name="Value">Its grade, or the difference of two grades; repeats are averaged beforehand.</param>
/// <param name="Group">Its group of duplicates. Groups are resampled whole.</param>
/// <param name="Stratum">Its class. Resampling keeps the size of each class.</param>
internal readonly record struct Observation(double Value, int Group, int Stratum);
