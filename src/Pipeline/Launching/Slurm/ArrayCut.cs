using System.Globalization;
using System.Text;

namespace Pipeline.Launching.Slurm;

/// <summary>
/// Tasks that one array job takes. An element's number is the last digits of its task's number, so that <c>%a</c> and <c>squeue</c> name the task: arrays
/// are cut at multiples of a power of ten.
/// </summary>
/// <param name="Offset">What is added to an element's number; a multiple of the power of ten.</param>
/// <param name="Digits">That power: how many of the last digits are the element's.</param>
/// <param name="Elements">The elements' numbers, ascending.</param>
internal sealed record ArrayCut(int Offset, int Digits, IReadOnlyList<int> Elements)
{
    /// <summary>Slurm refuses a longer list ("Pathname of a file, directory or other parameter too long"); measured on 22.05.</summary>
    private const int MaxListLength = 4096;

    /// <summary>Room for <c>%100000</c>.</summary>
    private const int Room = 10;

    /// <summary>For <c>--array</c>: <c>0-4,7,9-12</c>.</summary>
    public string List => Text(Elements);

    /// <param name="tasks">Numbers of tasks, ascending.</param>
    /// <param name="maxArraySize">The cluster's: elements are numbered below it.</param>
    public static IReadOnlyList<ArrayCut> Of(IReadOnlyList<int> tasks, int maxArraySize)
    {
        int digits = (int)Math.Floor(Math.Log10(Math.Max(1, maxArraySize)) + 1e-9);
        int block = Enumerable.Repeat(10, digits).Aggregate(1, (product, ten) => product * ten);
        return [.. tasks.GroupBy(task => task / block).SelectMany(group => Cut([.. group.Select(task => task % block)]).Select(elements => new ArrayCut(group.Key * block, digits, elements)))];
    }

    /// <summary>A file name pattern of Slurm's that becomes the task's number with leading zeros.</summary>
    /// <param name="width">At least so many digits.</param>
    public string TaskPattern(int width)
    {
        string high = (Offset / (int)Math.Pow(10, Digits)).ToString(CultureInfo.InvariantCulture);
        int own = Math.Min(Digits, width);
        return Offset == 0 && width <= Digits
            ? string.Create(CultureInfo.InvariantCulture, $"%{own}a")
            : string.Create(CultureInfo.InvariantCulture, $"{high.PadLeft(Math.Max(0, width - Digits), '0')}%{Digits}a");
    }

    private static IEnumerable<IReadOnlyList<int>> Cut(IReadOnlyList<int> elements)
    {
        if (Text(elements).Length <= MaxListLength - Room)
        {
            return [elements];
        }

        int half = elements.Count / 2;
        return Cut([.. elements.Take(half)]).Concat(Cut([.. elements.Skip(half)]));
    }

    private static string Text(IReadOnlyList<int> numbers)
    {
        var text = new StringBuilder();
        for (int first = 0, next; first < numbers.Count; first = next)
        {
            next = first + 1;
            while (next < numbers.Count && numbers[next] == numbers[next - 1] + 1)
            {
                next++;
            }

            text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{numbers[first]}");
            if (next - first > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{numbers[next - 1]}");
            }
        }

        return text.ToString();
    }
}
