namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>Arguments exist, are given once, and those that must be given are.</summary>
internal sealed class ArgumentRules(DocumentErrors errors, NameSuggestions suggestions)
{
    public void Check(ASTNode node, GraphQLArguments? given, ArgumentOwner owner, ResponsePath? path)
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
                if (!errors.IsFull(Rule.Arguments))
                {
                    errors.Add(
                        RuleTexts.ArgumentDoesNotExist(argument, owner, suggestions.For(name, known.Select(other => other.Name))),
                        path,
                        argument);
                }
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

    /// <summary>Whether an argument must be given, and not null.</summary>
    public static bool IsRequired(QueryArgument argument) => argument is { ResolvedType: NonNullGraphType, DefaultValue: null };
}
