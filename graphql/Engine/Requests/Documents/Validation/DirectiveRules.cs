namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>Directives exist, stand where they may, and once unless they are repeatable.</summary>
internal sealed class DirectiveRules(ISchema schema, DocumentErrors errors)
{
    /// <summary>The definition of a directive; an error where there is none or where it may not stand.</summary>
    public Directive? Find(GraphQLDirective directive, DirectiveLocation location, ResponsePath? path)
    {
        var definition = schema.Directives.Find(directive.Name.StringValue);
        if (definition is null)
        {
            errors.Add(RuleTexts.DirectiveNotSupported(directive.Name.StringValue), path, directive);
        }
        else if (!definition.Locations.Contains(location))
        {
            errors.Add(RuleTexts.DirectiveMisplaced(), path, directive);
        }

        return definition;
    }

    public void CheckUnique(GraphQLDirectives? directives, ResponsePath? path)
    {
        if (directives is not { Count: > 1 })
        {
            return;
        }

        var names = new HashSet<string>();
        foreach (var directive in directives)
        {
            if (schema.Directives.Find(directive.Name.StringValue) is { Repeatable: false } definition && !names.Add(definition.Name))
            {
                errors.Add(RuleTexts.DirectiveNotUnique(), path, directive);
            }
        }
    }
}
