using System.Reflection;

namespace Pipeline.Configuration;

/// <summary>Marks the base of a closed record hierarchy; <paramref name="discriminator"/> is the YAML key that names the member.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UnionAttribute(string discriminator = "kind") : Attribute
{
    public string Discriminator { get; } = discriminator;
}

/// <summary>The name of one member of a union in YAML.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KindAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>The name of a member's own kind, for example <c>softmax</c>.</summary>
    public static string Of(object member) => member.GetType().GetCustomAttribute<KindAttribute>()!.Name;
}

/// <summary>A plain scalar in place of the mapping sets this parameter: <c>backbone: resnet50</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class ShorthandAttribute : Attribute;

/// <summary>Only one of this parameter and <paramref name="other"/> has a value: a layer that gives the one takes back what the layers below say of the other.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InsteadOfAttribute(string other) : Attribute
{
    public string Other { get; } = other;
}

/// <summary>A key that says how an experiment is carried out, not what it is: it is read, and is no part of a resolved config.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotWrittenAttribute : Attribute;
