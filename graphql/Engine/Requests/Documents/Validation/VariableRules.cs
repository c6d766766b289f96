using GraphQL;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>
/// Variables are declared once, are inputs, are used, and fit where they are used: as arguments, elements of lists and fields of input
/// objects alike.
/// </summary>
internal sealed class VariableRules(ISchema schema, DocumentIndex index, DocumentErrors errors)
{
    public void Check()
    {
        foreach (var operation in index.Operations)
        {
            Check(operation);
        }
    }

    private void Check(GraphQLOperationDefinition operation)
    {
        var declared = new OrderedDictionary<string, (GraphQLVariableDefinition Definition, IGraphType? Type)>();
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            var type = variable.Type.GraphTypeFromType(schema);
            if (type?.IsInputType() != true)
            {
                errors.Add(RuleTexts.VariableNotInputType(variable), null, variable);
            }

            if (declared.ContainsKey(variable.Name))
            {
                errors.Add(RuleTexts.VariableNotUnique(variable), null, variable);
            }

            declared[variable.Name] = (variable, type);
        }

        var uses = index.ReachableFrom(operation).SelectMany(definition => index.UsesOf(definition).Variables).ToList();
        foreach (var use in uses)
        {
            if (declared.TryGetValue(use.Name, out var variable) && variable.Type is { } type && use.Type is { } location
                && !IsAllowed(variable.Definition, type, location, use.HasDefault))
            {
                errors.Add(RuleTexts.VariableNotCompatible(variable.Definition, location), use.Path, use.Node);
            }
        }

        var used = uses.Select(use => use.Name).ToList();
        if (declared.Keys.Except(used).ToList() is { Count: > 0 } unused)
        {
            errors.Add(RuleTexts.VariablesNotUsed(unused), null, operation);
        }

        if (used.Except(declared.Keys).ToList() is { Count: > 0 } undeclared)
        {
            errors.Add(RuleTexts.VariablesNotDeclared(undeclared), null, operation);
        }
    }

    // Specification, 5.8.5: a default, the variable's or the place's, stands in for null.
    private static bool IsAllowed(GraphQLVariableDefinition variable, IGraphType type, IGraphType location, bool hasDefault) =>
        location is NonNullGraphType { ResolvedType: { } nullable } && type is not NonNullGraphType
            ? (hasDefault || variable.DefaultValue is not (null or GraphQLNullValue)) && IsCompatible(type, nullable)
            : IsCompatible(type, location);

    private static bool IsCompatible(IGraphType type, IGraphType location) => (type, location) switch
    {
        (NonNullGraphType given, NonNullGraphType wanted) => IsCompatible(given.ResolvedType!, wanted.ResolvedType!),
        (_, NonNullGraphType) => false,
        (NonNullGraphType given, _) => IsCompatible(given.ResolvedType!, location),
        (ListGraphType given, ListGraphType wanted) => IsCompatible(given.ResolvedType!, wanted.ResolvedType!),
        (ListGraphType, _) or (_, ListGraphType) => false,
        _ => type == location,
    };
}
