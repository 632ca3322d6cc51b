using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Pipeline.Configuration;
using Pipeline.Configuration.Shapes;

namespace Pipeline.Tests.Configuration;

/// <summary>What holds for every record that an experiment is made of.</summary>
public sealed class ConfigRecordTests
{
    private static readonly List<Type> Types = Reachable(typeof(ExperimentConfig));

    [Fact]
    public void The_records_of_an_experiment_are_found()
    {
        Assert.Contains(typeof(ZeroShotHeadConfig), Types);
        Assert.Contains(typeof(BadImagePolicy), Types);
        Assert.InRange(Types.Count, 13, 500);
    }

    [Fact]
    public void Every_type_every_key_and_every_word_has_a_description()
    {
        var types = Types.Where(type => !type.IsEnum).Select(type => (Where: type.Name, Of: (ICustomAttributeProvider)type));
        var keys = Types.SelectMany(Parameters)
            .Select(parameter => (Where: $"{parameter.Member.DeclaringType!.Name}.{parameter.Name}", Of: (ICustomAttributeProvider)parameter));
        var words = Types.Where(type => type.IsEnum).SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (Where: $"{field.DeclaringType!.Name}.{field.Name}", Of: (ICustomAttributeProvider)field));
        Assert.Empty(types.Concat(keys).Concat(words)
            .Where(item => item.Of.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is not [DescriptionAttribute { Description.Length: > 0 }])
            .Select(item => item.Where));
    }

    [Fact]
    public void No_key_has_an_attribute_that_the_reader_does_not_know() => Assert.Empty(
        from parameter in Types.SelectMany(Parameters)
        from attribute in parameter.GetCustomAttributes<ValidationAttribute>()
        where attribute is not (RangeAttribute or RegularExpressionAttribute)
        select $"{parameter.Member.DeclaringType!.Name}.{parameter.Name}: {attribute.GetType().Name}");

    [Fact]
    public void Every_default_is_within_its_own_limits()
    {
        var records = Types.Where(type => type is { IsEnum: false, IsAbstract: false }).Select(type => (RecordShape)ConfigShape.Of(type)).ToList();
        Assert.NotEmpty(records);
        foreach (var key in records.SelectMany(record => record.Keys))
        {
            var isNumber = key.Default is int or long or float or double;
            Assert.True(!isNumber || key.Limits.Allows(Convert.ToDouble(key.Default, null)), $"{key.Name}: {key.Default}");
            Assert.True(key.Default is not string text || key.Limits.Allows(text), $"{key.Name}: {key.Default}");
        }
    }

    [Fact]
    public void Kinds_are_spelt_like_keys_and_stand_once() => Assert.All(
        Types.Where(type => type.IsAbstract).Select(type => (UnionShape)ConfigShape.Of(type)),
        union =>
        {
            Assert.All(union.Members, member => Assert.Matches("^[a-z][a-z0-9_]*$", member.Kind!));
            Assert.Equal(union.Members.Select(member => member.Kind).Distinct(), union.Members.Select(member => member.Kind));
            Assert.All(union.Members, member => Assert.Null(member.Find(union.Discriminator)));
        });

    private static ParameterInfo[] Parameters(Type type) => type is { IsEnum: false, IsAbstract: false } ? type.GetConstructors().Single().GetParameters() : [];

    private static List<Type> Reachable(Type root)
    {
        List<Type> found = [];
        Visit(ConfigShape.Of(root));
        return found;

        void Visit(ConfigShape shape)
        {
            if (shape is (RecordShape or UnionShape or EnumShape) && !found.Contains(shape.Type))
                found.Add(shape.Type);
            else if (shape is not (ListShape or TableShape))
                return;

            IEnumerable<ConfigShape> inner = shape switch
            {
                RecordShape record => record.Keys.Select(key => key.Shape),
                UnionShape union => union.Members,
                ListShape list => [list.Element],
                TableShape table => [table.Value],
                _ => [],
            };
            inner.ToList().ForEach(Visit);
        }
    }
}
