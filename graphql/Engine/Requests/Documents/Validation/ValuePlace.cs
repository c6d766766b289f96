namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>Where a value stands: in an argument, in a field of an input object, or as the default of a variable.</summary>
/// <param name="Describe">The error for a value of a wrong type.</param>
/// <param name="HasDefault">Whether the place has a value of its own where none is given.</param>
/// <param name="IsNullChecked">Whether null has been looked at where it is the whole value: then it is not counted again.</param>
internal sealed record ValuePlace(Func<GraphQLValue, IGraphType, RuleError> Describe, bool HasDefault, bool IsNullChecked)
{
    public static ValuePlace Of(GraphQLArgument argument, QueryArgument? definition) =>
        new(
            (value, type) => RuleTexts.ArgumentValueNotCompatible(argument.Name.StringValue, value, type),
            definition?.DefaultValue is not null,
            IsNullChecked: true);

    public static ValuePlace Of(FieldType field) =>
        new((_, type) => RuleTexts.FieldValueNotCompatible(field, type), field.DefaultValue is not null, IsNullChecked: true);

    public static ValuePlace Of(GraphQLVariableDefinition variable) =>
        new((_, type) => RuleTexts.DefaultValueNotCompatible(variable, type), HasDefault: false, IsNullChecked: false);

    /// <summary>An element of a list that stands there.</summary>
    public ValuePlace Element => this with { HasDefault = false, IsNullChecked = false };
}
