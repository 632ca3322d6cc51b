using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Pipeline.Configuration.Shapes;

/// <summary>One key of a record: a parameter of its constructor with what its attributes say.</summary>
internal sealed class ConfigKey
{
    private static readonly object Absent = new();

    private readonly PropertyInfo _property;
    private readonly object? _default;

    public ConfigKey(Type record, ParameterInfo parameter)
    {
        var name = parameter.Name ?? throw new InvalidOperationException($"A parameter of {record} has no name.");
        _property = record.GetProperty(name) ?? throw new InvalidOperationException($"{record} has no property {name}.");
        _default = parameter.HasDefaultValue ? DefaultOf(parameter) : Absent;
        Name = SnakeCase.Of(name);
        Shape = ConfigShape.Of(parameter.ParameterType);
        IsNullable = new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        IsWritten = !parameter.IsDefined(typeof(NotWrittenAttribute));
        IsShorthand = parameter.IsDefined(typeof(ShorthandAttribute));
        InsteadOf = parameter.GetCustomAttribute<InsteadOfAttribute>() is { } rival ? SnakeCase.Of(rival.Other) : null;
        Description = parameter.GetCustomAttribute<DescriptionAttribute>()?.Description;
        Limits = new ConfigLimits(
            parameter.GetCustomAttribute<RangeAttribute>(), parameter.GetCustomAttribute<RegularExpressionAttribute>());
    }

    public string Name { get; }

    public ConfigShape Shape { get; }

    public bool IsNullable { get; }

    public bool IsShorthand { get; }

    /// <summary>The key that must be absent where this one is given.</summary>
    public string? InsteadOf { get; }

    /// <summary>Whether it stands in a resolved config.</summary>
    public bool IsWritten { get; }

    public string? Description { get; }

    /// <summary>Of the value or, for a list, of each of its items.</summary>
    public ConfigLimits Limits { get; }

    public bool IsRequired => _default == Absent;

    /// <summary>The default of the signature; null for a required key.</summary>
    public object? Default => IsRequired ? null : _default;

    public object? ValueIn(object record) => _property.GetValue(record);

    // A constant of a nullable enum is stored as its number.
    private static object? DefaultOf(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue is { } value && type.IsEnum ? Enum.ToObject(type, value) : parameter.DefaultValue;
    }
}
