using Pipeline.Configuration.Shapes;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Binding;

/// <summary>Nodes into records. It goes on after a problem, so that all of them are found.</summary>
internal sealed class ConfigBinder(ConfigProblems problems)
{
    /// <returns>The record; null, with problems, when it cannot be made.</returns>
    public T? Bind<T>(ConfigNode root)
        where T : class =>
        TryBind(new ConfigEntry("", root.Source, root), ConfigShape.Of(typeof(T)), ConfigLimits.None, "", out var value) ? (T)value! : null;

    private bool TryBind(ConfigEntry entry, ConfigShape shape, ConfigLimits limits, string path, out object? value)
    {
        value = null;
        switch (shape, shape.Expand(entry.Value))
        {
            case (RecordShape record, ConfigMapping mapping):
                return TryBindRecord(entry.Source, mapping, record, null, path, out value);
            case (UnionShape union, ConfigMapping mapping):
                return TryBindUnion(entry.Source, mapping, union, path, out value);
            case (ListShape list, ConfigSequence sequence):
                return TryBindList(sequence, list, limits, path, out value);
            case (TableShape table, ConfigMapping mapping):
                return TryBindTable(mapping, table, limits, path, out value);
            case (_, ConfigScalar scalar):
                return ScalarBinder.Bind(scalar, shape, limits, out value) is not { } problem || Fail(scalar.Source, path, problem);
            case (_, var other):
                return Fail(other.Source, path, $"expects {ScalarBinder.Expected(shape)}, not {other.Noun}");
        }
    }

    private bool TryBindUnion(ConfigSource source, ConfigMapping mapping, UnionShape union, string path, out object? value)
    {
        value = null;
        string[] kinds = [.. union.Kinds];
        var inner = ConfigPath.Join(path, union.Discriminator);
        if (mapping.Find(union.Discriminator) is not { } named)
            return Fail(source, inner, $"required key is missing; it is one of {string.Join(", ", kinds)}");

        if (union.KindOf(mapping) is not { } kind)
            return Fail(named.Value.Source, inner, $"expects one of {string.Join(", ", kinds)}, not {named.Value.Noun}");

        if (union.Find(kind) is { } member)
            return TryBindRecord(source, mapping, member, union, path, out value);

        var remedy = Suggestion.Or("known ones", kind, kinds);
        return Fail(named.Value.Source, inner, $"unknown {union.Discriminator} '{ScalarText.OneLine(kind, 60)}'; {remedy}");
    }

    private bool TryBindRecord(
        ConfigSource source, ConfigMapping mapping, RecordShape record, UnionShape? union, string path, out object? value)
    {
        var complete = true;
        foreach (var entry in mapping.Entries.Where(entry => entry.Key != union?.Discriminator && record.Find(entry.Key) is null))
            complete = Fail(entry.Source, ConfigPath.Join(path, entry.Key), UnknownKey.Explain(entry.Key, record, union));

        var values = new object?[record.Keys.Count];
        for (var i = 0; i < values.Length; i++)
            complete &= TryBindKey(source, mapping, record.Keys[i], path, out values[i]);

        value = complete ? record.Create(values) : null;
        return complete && IsConsistent(source, mapping, value, path);
    }

    private bool TryBindKey(ConfigSource source, ConfigMapping mapping, ConfigKey key, string path, out object? value)
    {
        value = key.Default;
        var inner = ConfigPath.Join(path, key.Name);
        return mapping.Find(key.Name) switch
        {
            { Value: ConfigScalar { IsNull: true } } when key.IsNullable => (value = null) is null,
            { } entry => TryBind(entry, key.Shape, key.Limits, inner, out value),
            null => !key.IsRequired || Fail(source, inner, "required key is missing"),
        };
    }

    private bool IsConsistent(ConfigSource source, ConfigMapping mapping, object? value, string path)
    {
        var consistent = true;
        foreach (var (property, message) in value is IChecked record ? record.Check() : [])
        {
            var key = SnakeCase.Of(property);
            consistent = Fail(mapping.Find(key)?.Value.Source ?? source, ConfigPath.Join(path, key), message);
        }

        return consistent;
    }

    private bool TryBindList(ConfigSequence sequence, ListShape shape, ConfigLimits limits, string path, out object? value)
    {
        var items = shape.CreateEmpty(sequence.Items.Count);
        value = items;
        var complete = true;
        for (var i = 0; i < items.Length; i++)
        {
            var node = sequence.Items[i];
            if (TryBind(new ConfigEntry("", node.Source, node), shape.Element, limits, ConfigPath.Item(path, i), out var item))
                items.SetValue(item, i);
            else
                complete = false;
        }

        return complete;
    }

    private bool TryBindTable(ConfigMapping mapping, TableShape shape, ConfigLimits limits, string path, out object? value)
    {
        var table = shape.CreateEmpty();
        value = table;
        var complete = true;
        foreach (var entry in mapping.Entries)
        {
            if (TryBind(entry, shape.Value, limits, ConfigPath.Join(path, entry.Key), out var item))
                table.Add(entry.Key, item);
            else
                complete = false;
        }

        return complete;
    }

    private bool Fail(ConfigSource source, string path, string message)
    {
        problems.Add(source, path, message);
        return false;
    }
}
