using System.ComponentModel;
using System.Reflection;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Shapes;

/// <summary>A mapping with fixed keys: the parameters of the record's constructor.</summary>
internal sealed record RecordShape(Type Type) : ConfigShape(Type)
{
    private readonly ConstructorInfo _constructor = Type.GetConstructors().Single();

    /// <summary>In the order of the signature. Made when asked for, because a record may contain its own kind.</summary>
    public IReadOnlyList<ConfigKey> Keys => field ??= [.. _constructor.GetParameters().Select(parameter => new ConfigKey(Type, parameter))];

    /// <summary>The key that a scalar in place of the mapping sets.</summary>
    public ConfigKey? Shorthand => Keys.FirstOrDefault(key => key.IsShorthand);

    /// <summary>Its name, when it is a member of a union.</summary>
    public string? Kind { get; } = Type.GetCustomAttribute<KindAttribute>(inherit: false)?.Name;

    public string? Description { get; } = Type.GetCustomAttribute<DescriptionAttribute>(inherit: false)?.Description;

    public ConfigKey? Find(string name) => Keys.FirstOrDefault(key => key.Name == name);

    /// <summary>Whether only one of two keys may be given.</summary>
    public bool AreRivals(string key, string other) => Find(key)?.InsteadOf == other || Find(other)?.InsteadOf == key;

    public override ConfigNode Expand(ConfigNode node) =>
        node is ConfigScalar { IsNull: false } && Shorthand is { } key ? ConfigPath.Nest(key.Name, node.Source, node) : node;

    public override ConfigShape? Inside(ConfigMapping mapping, string key) => Find(key)?.Shape;

    /// <param name="values">One value per key.</param>
    public object Create(object?[] values) => _constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, values, culture: null);
}
