using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Shapes;

/// <summary>
/// What a value in YAML looks like, read off the .NET type it becomes. The reader, the writer and the JSON schema all follow it.
/// </summary>
/// <param name="Type">The type of the value, without <see cref="Nullable{T}"/>.</param>
internal abstract record ConfigShape(Type Type)
{
    private static readonly ConcurrentDictionary<Type, ConfigShape> Known = new();

    /// <exception cref="NotSupportedException">Configuration has no such type.</exception>
    public static ConfigShape Of(Type type) => Known.GetOrAdd(Nullable.GetUnderlyingType(type) ?? type, Create);

    /// <summary>A scalar in place of a mapping into that mapping; any other node as it is.</summary>
    public virtual ConfigNode Expand(ConfigNode node) => node;

    /// <summary>The shape of one key's value; null when the key is unknown.</summary>
    public virtual ConfigShape? Inside(ConfigMapping mapping, string key) => null;

    private static ConfigShape Create(Type type) => type switch
    {
        _ when type == typeof(string) => new TextShape(),
        _ when type == typeof(bool) => new BooleanShape(),
        _ when type == typeof(int) || type == typeof(long) => new IntegerShape(type),
        _ when type == typeof(double) || type == typeof(float) => new NumberShape(type),
        { IsEnum: true } => new EnumShape(type),
        { IsGenericType: true, GenericTypeArguments: [var item] } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
            new ListShape(type, Of(item)),
        { IsGenericType: true, GenericTypeArguments: [var key, var value] }
            when type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && key == typeof(string) => new TableShape(type, Of(value)),
        { IsAbstract: true } when type.GetCustomAttribute<UnionAttribute>(inherit: false) is { } union =>
            new UnionShape(type, union.Discriminator),
        { IsClass: true, IsAbstract: false } when type.GetConstructors().Length == 1 => new RecordShape(type),
        _ => throw new NotSupportedException($"{type} cannot be a configuration value."),
    };
}

internal sealed record TextShape() : ConfigShape(typeof(string));

internal sealed record BooleanShape() : ConfigShape(typeof(bool));

internal sealed record IntegerShape(Type Type) : ConfigShape(Type)
{
    public bool IsLong => Type == typeof(long);
}

internal sealed record NumberShape(Type Type) : ConfigShape(Type);

internal sealed record ListShape(Type Type, ConfigShape Element) : ConfigShape(Type)
{
    public Array CreateEmpty(int count) => Array.CreateInstance(Type.GenericTypeArguments[0], count);
}

/// <summary>A mapping with free keys.</summary>
internal sealed record TableShape(Type Type, ConfigShape Value) : ConfigShape(Type)
{
    /// <summary>A dictionary that keeps the order of its keys.</summary>
    public IDictionary CreateEmpty() =>
        (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(Type.GenericTypeArguments))!;

    public override ConfigShape? Inside(ConfigMapping mapping, string key) => Value;
}
