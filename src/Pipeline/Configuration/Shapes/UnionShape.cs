using System.ComponentModel;
using System.Reflection;
using Pipeline.Configuration.Yaml;

namespace Pipeline.Configuration.Shapes;

/// <summary>A mapping of one of several kinds; the discriminator says which.</summary>
internal sealed record UnionShape(Type Type, string Discriminator) : ConfigShape(Type)
{
    /// <summary>In ordinal order of their kinds.</summary>
    /// <exception cref="InvalidOperationException">A member has no kind.</exception>
    public IReadOnlyList<RecordShape> Members => field ??=
    [
        .. Type.Assembly.GetTypes().Where(type => type.IsSubclassOf(Type) && !type.IsAbstract)
            .Select(Member).OrderBy(member => member.Kind, StringComparer.Ordinal),
    ];

    public IEnumerable<string> Kinds => Members.Select(member => member.Kind!);

    public string? Description { get; } = Type.GetCustomAttribute<DescriptionAttribute>(inherit: false)?.Description;

    public RecordShape? Find(string kind) => Members.FirstOrDefault(member => member.Kind == kind);

    /// <summary>The kind that a mapping names; null when it names none, or not by a scalar.</summary>
    public string? KindOf(ConfigMapping mapping) =>
        mapping.Find(Discriminator)?.Value is ConfigScalar { IsNull: false } scalar ? scalar.Text : null;

    public RecordShape MemberOf(object value) => Members.First(member => member.Type == value.GetType());

    public override ConfigNode Expand(ConfigNode node) =>
        node is ConfigScalar { IsNull: false } ? ConfigPath.Nest(Discriminator, node.Source, node) : node;

    public override ConfigShape? Inside(ConfigMapping mapping, string key) =>
        KindOf(mapping) is { } kind && Find(kind) is { } member ? member.Inside(mapping, key) : null;

    private static RecordShape Member(Type type) => new RecordShape(type) is { Kind: not null } member
        ? member
        : throw new InvalidOperationException($"{type} is a member of a union and has no [Kind].");
}
