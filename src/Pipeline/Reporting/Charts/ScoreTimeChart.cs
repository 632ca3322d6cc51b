namespace Pipeline.Reporting.Charts;

/// <summary>Each run's score against its inference time, with the choices that no other beats.</summary>
internal static class ScoreTimeChart
{
    /// <summary>With more runs than this only those on the front are labelled; the others tell their names under the pointer.</summary>
    private const int Labelled = 25;

    /// <returns>Null where fewer than two runs were timed.</returns>
    public static Chart? Of(IReadOnlyList<LeaderboardRow> leaderboard)
    {
        LeaderboardRow[] timed = [.. leaderboard.Where(row => row.InferenceMs is not null)];
        if (timed.Length < 2)
        {
            return null;
        }

        LeaderboardRow[] front = [.. timed.Where(row => row.OnParetoFront == true).OrderBy(row => row.InferenceMs)];
        string description = string.Join("; ", timed.Take(Labelled).Select(Words)) + (timed.Length > Labelled ? $"; and {Format.Count(timed.Length - Labelled)} more" : "") + ". "
            + (front.Length == 0 ? "There is no Pareto front: the runs are not comparable." : $"On the Pareto front: {string.Join(", ", front.Select(row => row.Name))}.");
        return new Chart("score-time", "Mean grade against inference time; whiskers are 95 % intervals, upright of the grade, level of the time", description, 700, 400, html =>
        {
            var intervals = timed.Select(row => row.Run.Metrics.Quality.MeanGradeInterval).ToArray();
            var plot = new Plot(html, Scale.OverTimes(timed.SelectMany(row => new[] { row.InferenceMs!.Value, row.InferenceInterval?.Low, row.InferenceInterval?.High }).OfType<double>(), 62, 660), Scale.Over(intervals.SelectMany(interval => new[] { interval.Low, interval.High }), 340, 30));
            plot.LeftAxis("mean grade per image, 0 to 10", Format.Points, 6);
            plot.BottomAxis($"median inference time, ms{(plot.X.IsLog ? ", logarithmic" : "")}", value => value.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture));
            plot.Path("front", front.Select(row => At(plot, row)));
            foreach (var row in timed)
            {
                var (x, y) = At(plot, row);
                var grade = row.Run.Metrics.Quality.MeanGradeInterval;
                plot.Line("whisker", x, plot.Y.At(grade.Low), x, plot.Y.At(grade.High));
                if (row.InferenceInterval is { } time)
                {
                    plot.Line("whisker", plot.X.At(time.Low), y, plot.X.At(time.High), y);
                }
            }

            foreach (var row in timed)
            {
                var (x, y) = At(plot, row);
                plot.Dot(row.OnParetoFront == true ? "point s2" : "point s1", x, y, 5.5, Words(row));
            }

            Labels(plot, timed.Length <= Labelled ? timed : front, Prose.CommonStart([.. leaderboard.Select(row => row.Name)]));
            Legend(plot, front.Length > 0);
        });
    }

    // A label without what all names begin with stands above the whisker of the time, right of its point or left, where neither a point nor another label is; else the pointer and the table tell it.
    private static void Labels(Plot plot, IReadOnlyList<LeaderboardRow> rows, string common)
    {
        const double LetterWidth = 6.6, LineHeight = 13, Gap = 7, Radius = 6, SamePlace = 4, Above = 9;
        const int LongestLabel = 64;
        List<(double Left, double Right, double Y)> taken = [.. rows.Select(row => At(plot, row)).Select(point => (point.X - Radius, point.X + Radius, point.Y))];
        foreach (var group in rows.GroupBy(row => (Math.Round(At(plot, row).X / SamePlace), Math.Round(At(plot, row).Y / SamePlace))))
        {
            string all = string.Join(", ", group.Select(row => row.Name[common.Length..])), name = all.Length <= LongestLabel ? all : all[..(LongestLabel - 1)] + "\u2026";
            var (x, y) = At(plot, group.First());
            double width = name.Length * LetterWidth, middle = y - Above;
            foreach (var (anchor, from) in new[] { ("start", x + Gap), ("end", x - Gap - width) })
            {
                double to = from + width;
                if (from > plot.X.From && to <= plot.X.To + 36 && !taken.Any(other => Math.Abs(other.Y - middle) < LineHeight && (other.Y != y || other.Left > x || other.Right < x) && other.Left < to && from < other.Right))
                {
                    taken.Add((from, to, middle));
                    plot.Text(name, anchor == "start" ? from : to, middle + 4, anchor, "label over");
                    break;
                }
            }
        }
    }

    private static void Legend(Plot plot, bool hasFront)
    {
        plot.Dot("point s1", plot.X.From + 8, 14, 5);
        plot.Text("run", plot.X.From + 18, 18, "start");
        if (hasFront)
        {
            plot.Dot("point s2", plot.X.From + 62, 14, 5);
            plot.Text("on the Pareto front: no other is as good and as fast", plot.X.From + 72, 18, "start");
        }
    }

    private static (double X, double Y) At(Plot plot, LeaderboardRow row) => (plot.X.At(row.InferenceMs!.Value), plot.Y.At(row.Run.Metrics.Quality.MeanGrade));

    private static string Words(LeaderboardRow row)
    {
        var quality = row.Run.Metrics.Quality;
        string time = row.InferenceInterval is { } interval ? $" ({Format.Milliseconds(interval.Low)} to {Format.Milliseconds(interval.High)})" : "";
        return $"{row.Name}: mean grade {Format.Two(quality.MeanGrade)} ({Format.Two(quality.MeanGradeInterval.Low)} to {Format.Two(quality.MeanGradeInterval.High)}), {Format.Milliseconds(row.InferenceMs!.Value)}{time}";
    }
}
