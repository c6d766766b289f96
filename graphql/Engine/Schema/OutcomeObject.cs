using System.Reflection;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>An object that a mutation gives and that is no row: a record, whose members become the fields of its type.</summary>
internal sealed record OutcomeObject(Type Type, IReadOnlyList<OutcomeMember> Members)
{
    public string Name => Type.Name;

    /// <summary>It and the objects within it.</summary>
    public IEnumerable<OutcomeObject> All =>
        Members.Select(member => member.Object).OfType<OutcomeObject>().SelectMany(within => within.All).Prepend(this);

    public static OutcomeObject Of(Type type) =>
        new(
            type,
            [.. type.GetConstructors().Single().GetParameters().Select(parameter => OutcomeMember.Of(type.GetProperty(parameter.Name!)!))]);

    public OutcomeMember Member(string name) => Members.Single(member => member.Name == name);
}

/// <summary>A member of an object that is no row.</summary>
/// <param name="IsList">Whether it is a list, which is never null and holds no null.</param>
/// <param name="TypeName">The name of its type in the graph; of a list that of its elements.</param>
/// <param name="Object">The object that it is; null for a value and for a row.</param>
/// <param name="Entity">The entity that it is a row of; null for anything else.</param>
internal sealed record OutcomeMember(
    PropertyInfo Property, bool IsList, bool IsNullable, string TypeName, OutcomeObject? Object = null, string? Entity = null)
{
    public string Name { get; } = GraphNames.Field(Property.Name);

    public static OutcomeMember Of(PropertyInfo property)
    {
        var isList = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        var type = isList ? property.PropertyType.GenericTypeArguments[0] : property.PropertyType;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        var isNullable = value != type
            || (!type.IsValueType && !isList && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable);
        if ((value == typeof(ServedPath) ? ScalarType.Path : ScalarType.Find(value)) is { } scalar)
        {
            return new OutcomeMember(property, isList, isNullable, scalar.Name);
        }

        if (value.IsGenericType && value.GetGenericTypeDefinition() == typeof(RowOf<>))
        {
            // The row may be gone before it is read.
            var entity = value.GenericTypeArguments[0].Name;
            return new OutcomeMember(property, isList, true, entity, Entity: entity);
        }

        var within = OutcomeObject.Of(value);
        return new OutcomeMember(property, isList, isNullable, within.Name, within);
    }
}

/// <summary>A row that an outcome names; in the graph it is the row itself.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <param name="Id">The row's key.</param>
internal readonly record struct RowOf<TEntity>(Guid Id) : IRowOf
    where TEntity : class;

internal interface IRowOf
{
    Guid Id { get; }
}

/// <summary>
/// A path that this server serves; in the graph it is a text behind the prefix under which the client reaches the server.
/// </summary>
/// <param name="Value">The path from the server's root.</param>
internal sealed record ServedPath(string Value);
