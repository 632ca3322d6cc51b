using System.Text;
using CsCheck;
using Pipeline.Configuration;
using Pipeline.Configuration.Shapes;

namespace Pipeline.Tests.Configuration;

/// <summary>Random valid configs of any type, by the same shapes that the reader follows.</summary>
internal static class ConfigGen
{
    private const int MaxDepth = 8;

    private static readonly string[] OddTexts =
    [
        "", " ", "no", "NULL", "~", "true", "0123", "1_000", ".5", "- a", "a: b", "a #b", "#", "&a", "*a", "!a", "%a", "@a", "`a", "[a]", "{a}",
        "a,b", "|", ">", "?", ":", "---", "...", "'", "\"", "it's", "\\", "\t", "a\nb", "a\r\n", " a ", "\0", "\u0085", "\u00a0", "\u00ad",
        "\u2028", "\ufeff", "\u202e", "😀", "ä", "犬", "i\u0307", "İ", "<<", "=", "data/a b/c.yaml",
    ];

    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.Int[0, OddTexts.Length - 1].Select(i => OddTexts[i]), Gen.String[0, 12].Where(IsText), Gen.String[Gen.Char['a', 'z'], 1, 8]);

    public static Gen<T> Of<T>() => Of(ConfigShape.Of(typeof(T)), ConfigLimits.None, 0).Select(value => (T)value);

    private static Gen<object> Of(ConfigShape shape, ConfigLimits limits, int depth) => shape switch
    {
        TextShape when limits.Pattern is not null => Gen.String[Gen.Char['a', 'z'], 1, 20].Where(limits.Allows).Select(text => (object)text),
        TextShape => Text.Select(text => (object)text),
        BooleanShape => Gen.Bool.Select(flag => (object)flag),
        EnumShape words => Gen.Int[0, words.Words.Count - 1].Select(i => words.Words[i].Value),
        IntegerShape { IsLong: true } => Gen.Long.Select(number => (object)number),
        IntegerShape => Gen.Int[(int)Math.Max(limits.Minimum, int.MinValue), (int)Math.Min(limits.Maximum, int.MaxValue)].Select(number => (object)number),
        NumberShape when shape.Type == typeof(float) => Gen.Float.Where(number => float.IsFinite(number) && limits.Allows(number)).Select(number => (object)number),
        NumberShape => Number(limits),
        ListShape list => Of(list.Element, limits, depth + 1).List[0, depth > MaxDepth ? 0 : 3].Select(items => (object)ArrayOf(list, items)),
        TableShape table => Gen.Dictionary(Text, Of(table.Value, limits, depth + 1))[0, 3].Select(pairs => TableOf(table, pairs)),
        UnionShape union => Gen.OneOf([.. union.Members.Where(member => !(depth > MaxDepth / 2 && HoldsItself(union, member))).Select(member => Record(member, depth + 1))]),
        RecordShape record => Record(record, depth + 1),
        _ => throw new NotSupportedException(shape.ToString()),
    };

    private static bool HoldsItself(UnionShape union, RecordShape member) => member.Keys.Any(key => key.Shape is ListShape list && list.Element == union);

    private static Gen<object> Record(RecordShape record, int depth) => record.Keys
        .Aggregate(Gen.Const<object?[]>([]), (values, key) => values.Select(Value(key, depth), (before, value) => (object?[])[.. before, value]))
        .Select(record.Create)
        .Where(value => value is not IChecked rules || !rules.Check().Any());

    private static Gen<object?> Value(ConfigKey key, int depth)
    {
        if (!key.IsWritten)
        {
            return Gen.Const(key).Select(unwritten => unwritten.Default);
        }

        var value = Of(key.Shape, key.Limits, depth).Select(some => (object?)some);
        var usual = key.IsRequired ? value : Gen.OneOf(value, Gen.Const(key.Default));
        return key.IsNullable ? Gen.OneOf(usual, usual, Gen.Const(key).Select(_ => (object?)null)) : usual;
    }

    private static Gen<object> Number(ConfigLimits limits)
    {
        var number = double.IsInfinity(limits.Minimum)
            ? Gen.OneOf(Gen.Double, Gen.Long.Select(BitConverter.Int64BitsToDouble), Gen.Const(-0.0), Gen.Const(double.Epsilon), Gen.Const(double.MaxValue))
            : Gen.OneOf(Gen.Double[limits.Minimum, limits.Maximum], Gen.Const(limits.Minimum), Gen.Const(limits.Maximum));
        return number.Where(value => double.IsFinite(value) && limits.Allows(value)).Select(value => (object)value);
    }

    private static Array ArrayOf(ListShape shape, List<object> items)
    {
        var array = shape.CreateEmpty(items.Count);
        items.Select((item, i) => (item, i)).ToList().ForEach(pair => array.SetValue(pair.item, pair.i));
        return array;
    }

    private static object TableOf(TableShape shape, Dictionary<string, object> pairs)
    {
        var table = shape.CreateEmpty();
        foreach (var (key, value) in pairs)
            table.Add(key, value);

        return table;
    }

    // Half a surrogate pair is not text and cannot be in a file.
    private static bool IsText(string text) => !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);
}
