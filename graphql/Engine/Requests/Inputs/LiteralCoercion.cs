using GraphQL;

namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

/// <summary>Coerces the literals of a validated document, with the variables that stand in them.</summary>
internal static class LiteralCoercion
{
    /// <summary>The input; null where it is a variable that the request leaves out.</summary>
    /// <exception cref="GraphFieldException">A variable is null where null may not stand.</exception>
    public static Input? Coerce(IGraphType type, GraphQLValue literal, VariableValues variables)
    {
        if (type is NonNullGraphType { ResolvedType: { } nullable })
        {
            // A variable may be null in spite of its default, where the place may not be (specification, 5.8.5).
            return Coerce(nullable, literal, variables) is { } input and not NullInput
                ? input
                : throw new GraphFieldException(
                    $"The variable `{(literal as GraphQLVariable)?.Name.StringValue}` must not be null here.", "HC0018");
        }

        return literal switch
        {
            GraphQLVariable variable => Fit(type, variables.Find(variable.Name.StringValue)),
            GraphQLNullValue => NullInput.Instance,
            _ => type switch
            {
                ListGraphType list => CoerceList(list.ResolvedType!, literal, variables),
                IInputObjectGraphType input => CoerceObject(input, (GraphQLObjectValue)literal, variables),
                ScalarGraphType scalar => new ValueInput(ValueReference.Constant(scalar.ParseLiteral(literal)!)),
                _ => throw new InvalidOperationException($"'{type}' is not an input type."),
            },
        };
    }

    // A variable of the element's type may stand where a list is expected: the specification makes it a list of one.
    private static Input? Fit(IGraphType type, Input? input) => (type, input) switch
    {
        (ListGraphType, ValueInput or ObjectInput) => new ListInput([input]),
        _ => input,
    };

    private static Input CoerceList(IGraphType elementType, GraphQLValue literal, VariableValues variables)
    {
        var elements = literal is GraphQLListValue list ? list.Values ?? [] : [literal];
        var items = new List<Input>(elements.Count);
        foreach (var element in elements)
        {
            items.Add(Coerce(elementType, element, variables) ?? NullInput.Instance);
        }

        return elementType.GetNamedType() is ScalarGraphType
            && items.TrueForAll(item => item is NullInput or ValueInput { Value.IsConstant: true })
            ? new ValueListInput(
                ValueReference.Constant(items.OfType<ValueInput>().Select(item => item.Value.Resolve([])).ToArray()),
                items.Exists(item => item is NullInput))
            : new ListInput(items);
    }

    private static ObjectInput CoerceObject(IInputObjectGraphType type, GraphQLObjectValue literal, VariableValues variables)
    {
        var fields = new List<KeyValuePair<string, Input>>();
        foreach (var field in literal.Fields ?? [])
        {
            var name = field.Name.StringValue;
            if (Coerce(type.Fields.Find(name)!.ResolvedType!, field.Value, variables) is { } input)
            {
                fields.Add(new(name, input));
            }
        }

        return new ObjectInput(fields);
    }
}
