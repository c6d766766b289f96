namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>The field or the directive whose arguments are looked at.</summary>
/// <param name="Arguments">The arguments that it has; null where the schema does not know it.</param>
/// <param name="Details">How an error names it.</param>
internal readonly record struct ArgumentOwner(QueryArguments? Arguments, IReadOnlyList<(string Name, object? Value)> Details)
{
    /// <summary>The schema does not know it, so its arguments cannot be wrong.</summary>
    public static ArgumentOwner Unknown => new(null, []);

    public static ArgumentOwner Of(FieldType field, IGraphType type) =>
        new(field.Arguments ?? [], [("type", type.Name), ("field", field.Name)]);

    public static ArgumentOwner Of(Directive directive) => new(directive.Arguments ?? [], [("directive", directive.Name)]);
}

/// <summary>Arguments exist, are given once, and those that must be given are.</summary>
internal sealed class ArgumentRules(DocumentErrors errors)
{
    public void Check(ASTNode node, GraphQLArguments? given, ArgumentOwner owner, FieldPath? path)
    {
        var names = new HashSet<string>();
        foreach (var argument in given?.Items ?? [])
        {
            var name = argument.Name.StringValue;
            if (!names.Add(name))
            {
                errors.Add(RuleTexts.ArgumentNotUnique(argument, owner), path, argument);
            }

            if (owner.Arguments is not { } known)
            {
                continue;
            }

            if (known.Find(name) is not { } definition)
            {
                var suggestion = errors.Suggest(Rule.Arguments, name, known.Select(other => other.Name));
                errors.Add(RuleTexts.ArgumentDoesNotExist(argument, owner, suggestion), path, argument);
            }
            else if (IsRequired(definition) && argument.Value is GraphQLNullValue)
            {
                errors.Add(RuleTexts.ArgumentRequired(name, owner), path, argument);
            }
        }

        foreach (var missing in owner.Arguments?.Where(argument => IsRequired(argument) && !names.Contains(argument.Name)) ?? [])
        {
            errors.Add(RuleTexts.ArgumentRequired(missing.Name, owner), path, node);
        }
    }

    private static bool IsRequired(QueryArgument argument) => argument is { ResolvedType: NonNullGraphType, DefaultValue: null };
}
