using GraphQL;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>Values are of the types of their places; variables among them are noted, for they depend on the operation.</summary>
internal sealed class ValueRules(DocumentErrors errors)
{
    public void Check(GraphQLValue value, IGraphType? type, ValuePlace place)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                place.Uses.Variables.Add(new VariableUse(variable, type, place.HasDefault, place.Path));
                break;
            case GraphQLNullValue when type is NonNullGraphType && !place.IsNullChecked:
                errors.Add(place.Describe(value, type), place.Path, value);
                break;
            case GraphQLNullValue:
                break;
            case GraphQLListValue list:
                List(list, type, place);
                break;
            case GraphQLObjectValue given:
                Object(given, type, place);
                break;
            case not null when type is not null && !Fits(type.GetNamedType(), value):
                errors.Add(Describe(place, value, type), place.Path, value);
                break;
        }
    }

    private void List(GraphQLListValue list, IGraphType? type, ValuePlace place)
    {
        // A list of values is wrong as a whole, a list of objects by its elements.
        var nullable = type is NonNullGraphType required ? required.ResolvedType : type;
        var isWrong = nullable is not null and not ListGraphType || (nullable?.GetNamedType() is ScalarGraphType && !Fits(nullable, list));
        if (isWrong)
        {
            errors.Add(Describe(place, list, type!), place.Path, list);
        }

        var elementType = isWrong ? null : (nullable as ListGraphType)?.ResolvedType;
        foreach (var element in list.Values ?? [])
        {
            // What is wrong with a list of values has been said.
            if (elementType?.GetNamedType() is not ScalarGraphType || element is GraphQLVariable or GraphQLListValue)
            {
                Check(element, elementType, place.Element);
            }
        }
    }

    private void Object(GraphQLObjectValue value, IGraphType? type, ValuePlace place)
    {
        var named = type?.GetNamedType();
        var input = named as IInputObjectGraphType;
        if (named is not null && input is null)
        {
            errors.Add(place.Describe(value, type!), place.Path, value);
        }

        var names = new HashSet<string>();
        foreach (var field in value.Fields ?? [])
        {
            var name = field.Name.StringValue;
            if (!names.Add(name))
            {
                errors.Add(RuleTexts.InputFieldNotUnique(name), place.Path, field);
            }

            Field(field, name, input, place);
        }

        foreach (var missing in input?.Fields.Where(field => field.IsRequired && !names.Contains(field.Name)) ?? [])
        {
            errors.Add(RuleTexts.InputFieldRequired(missing.Name), place.Path, value);
        }
    }

    private void Field(GraphQLObjectField field, string name, IInputObjectGraphType? input, ValuePlace place)
    {
        var definition = input?.Fields.Find(name);
        if (definition is { ResolvedType: NonNullGraphType } && field.Value is GraphQLNullValue)
        {
            errors.Add(RuleTexts.InputFieldRequired(name), place.Path, field);
        }
        else if (input is not null && definition is null)
        {
            var suggestion = errors.Suggest(Rule.Values, name, input.Fields.Select(known => known.Name));
            errors.Add(RuleTexts.InputFieldDoesNotExist(name, suggestion), place.Path, field);
        }

        Check(field.Value, definition?.ResolvedType, definition is null ? place : place.Of(definition));
    }

    // HotChocolate's sentence, and what to write instead where that is known.
    private static RuleError Describe(ValuePlace place, GraphQLValue value, IGraphType type)
    {
        var error = place.Describe(value, type);
        var wrong = (value as GraphQLListValue)?.Values?.Find(element => !Fits(type.GetNamedType(), element)) ?? value;
        return wrong is GraphQLStringValue text && type.GetNamedType() is ScalarGraphType scalar
            ? error with { Message = InputScalars.Advise(error.Message, scalar, (string)text.Value) }
            : error;
    }

    // Variables fit here: they are compared by their types, not by their values.
    private static bool Fits(IGraphType type, GraphQLValue value) => (type, value) switch
    {
        (_, GraphQLVariable) => true,
        (NonNullGraphType required, _) => value is not GraphQLNullValue && Fits(required.ResolvedType!, value),
        (_, GraphQLNullValue) => true,
        (ListGraphType list, GraphQLListValue values) => values.Values?.TrueForAll(element => Fits(list.ResolvedType!, element)) ?? true,
        (ListGraphType list, _) => Fits(list.ResolvedType!, value),
        (ScalarGraphType scalar, _) => scalar.CanParseLiteral(value),
        _ => false,
    };
}

/// <summary>Where a value stands: in an argument, in a field of an input object, or as the default of a variable.</summary>
/// <param name="Path">The fields around it; null outside of fields.</param>
/// <param name="Uses">Where its variables are noted.</param>
/// <param name="Describe">The error for a value of a wrong type.</param>
/// <param name="HasDefault">Whether the place has a value of its own where none is given.</param>
/// <param name="IsNullChecked">Whether null has been looked at where it is the whole value: then it is not counted again.</param>
internal sealed record ValuePlace(
    FieldPath? Path,
    DefinitionUses Uses,
    Func<GraphQLValue, IGraphType, RuleError> Describe,
    bool HasDefault = false,
    bool IsNullChecked = false)
{
    /// <summary>An element of a list that stands there.</summary>
    public ValuePlace Element => this with { HasDefault = false, IsNullChecked = false };

    /// <summary>A field of an object that stands there.</summary>
    public ValuePlace Of(FieldType field) => this with
    {
        Describe = (_, type) => RuleTexts.FieldValueNotCompatible(field, type),
        HasDefault = field.DefaultValue is not null,
        IsNullChecked = true,
    };
}
