using GraphQL;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>The field or the directive whose arguments are looked at.</summary>
/// <param name="Arguments">The arguments that it has; null where the schema does not know it.</param>
/// <param name="Details">How an error names it.</param>
internal readonly record struct ArgumentOwner(QueryArguments? Arguments, IReadOnlyList<(string Name, object? Value)> Details)
{
    // The schema does not know it, so its arguments cannot be wrong.
    private static ArgumentOwner Unknown => new(null, []);

    public static ArgumentOwner Of(FieldType? field, IGraphType? type) =>
        field is null ? Unknown : new(field.Arguments ?? [], [("type", type!.Name), ("field", field.Name)]);

    public static ArgumentOwner Of(Directive? directive) =>
        directive is null ? Unknown : new(directive.Arguments ?? [], [("directive", directive.Name)]);
}

/// <summary>
/// Visits every part of a document with its type, and calls the rules that look at one part. A fragment is visited once, where an operation
/// spreads it first; fragments that no operation spreads come last.
/// </summary>
internal sealed class DocumentWalk(ISchema schema, DocumentIndex index, DocumentErrors errors)
{
    private readonly FieldRules _fields = new(schema, errors);
    private readonly FragmentRules _fragments = new(schema, index, errors);
    private readonly ValueRules _values = new(errors);
    private readonly HashSet<GraphQLFragmentDefinition> _seen = [];
    private readonly Queue<(GraphQLFragmentDefinition Fragment, FieldPath? Path)> _ahead = new();
    private DefinitionUses _uses = new();

    public void Walk()
    {
        foreach (var operation in index.Operations)
        {
            _uses = index.UsesOf(operation);
            Walk(operation);
            WalkAhead();
        }

        foreach (var fragment in index.Fragments.Where(_seen.Add))
        {
            _ahead.Enqueue((fragment, null));
            WalkAhead();
        }
    }

    private void Walk(GraphQLOperationDefinition operation)
    {
        var root = schema.Root(operation.Operation);
        if (root is null)
        {
            errors.Add(RuleTexts.OperationNotSupported(operation.Operation), null, operation);
        }

        foreach (var variable in operation.Variables?.Items ?? [])
        {
            Directives(variable.Directives, DirectiveLocation.VariableDefinition, null);
            if (variable.DefaultValue is { } value)
            {
                var type = variable.Type.GraphTypeFromType(schema);
                var place = new ValuePlace(null, _uses, (_, wanted) => RuleTexts.DefaultValueNotCompatible(variable, wanted));
                _values.Check(value, type?.IsInputType() == true ? type : null, place);
            }
        }

        Directives(operation.Directives, Enum.Parse<DirectiveLocation>($"{operation.Operation}"), null);
        Selections(operation.SelectionSet, root, null);
    }

    private void WalkAhead()
    {
        while (_ahead.TryDequeue(out var next))
        {
            _uses = index.UsesOf(next.Fragment);
            var type = _fragments.Condition(next.Fragment, next.Path);
            Directives(next.Fragment.Directives, DirectiveLocation.FragmentDefinition, next.Path);
            Selections(next.Fragment.SelectionSet, type, next.Path);
        }
    }

    private void Selections(GraphQLSelectionSet set, IGraphType? type, FieldPath? path)
    {
        _fields.CheckUnion(set, type, path);
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    Field(field, type, path);
                    break;
                case GraphQLInlineFragment inline:
                    Directives(inline.Directives, DirectiveLocation.InlineFragment, path);
                    Selections(inline.SelectionSet, _fragments.Condition(inline, type, path), path);
                    break;
                case GraphQLFragmentSpread spread:
                    Spread(spread, type, path);
                    break;
            }
        }
    }

    private void Field(GraphQLField field, IGraphType? type, FieldPath? path)
    {
        var definition = _fields.Find(field, type, path);
        var owner = ArgumentOwner.Of(definition, type);
        CheckArguments(field, field.Arguments, owner, path);

        // As HotChocolate does: the path of an error within a field ends with the field; that of an error of the field itself ends with its
        // parent.
        var within = new FieldPath(path, field.ResponseName);
        Directives(field.Directives, DirectiveLocation.Field, path, within);
        Values(field.Arguments, owner, within);
        if (field.SelectionSet is { } set)
        {
            // A scalar has no fields. A selection below it gets one error, and nothing within the selection gets more.
            var below = definition?.ResolvedType?.GetNamedType();
            Selections(set, below is ScalarGraphType ? null : below, within);
        }
    }

    private void Spread(GraphQLFragmentSpread spread, IGraphType? type, FieldPath? path)
    {
        _uses.Spreads.Add((spread, path));
        Directives(spread.Directives, DirectiveLocation.FragmentSpread, path);
        if (_fragments.Target(spread, type, path) is { } fragment && _seen.Add(fragment))
        {
            _ahead.Enqueue((fragment, path));
        }
    }

    // Directives exist, stand where they may, and once unless they are repeatable.
    private void Directives(GraphQLDirectives? directives, DirectiveLocation location, FieldPath? path, FieldPath? field = null)
    {
        if (directives is null)
        {
            return;
        }

        var within = field ?? path;
        var names = new HashSet<string>();
        foreach (var directive in directives)
        {
            if (schema.Directives.Find(directive.Name.StringValue) is { Repeatable: false } definition && !names.Add(definition.Name))
            {
                errors.Add(RuleTexts.DirectiveNotUnique(), path, directive);
            }
        }

        foreach (var directive in directives)
        {
            var definition = schema.Directives.Find(directive.Name.StringValue);
            if (definition is null)
            {
                errors.Add(RuleTexts.DirectiveNotSupported(directive.Name.StringValue), within, directive);
            }
            else if (!definition.Locations.Contains(location))
            {
                errors.Add(RuleTexts.DirectiveMisplaced(), within, directive);
            }

            var owner = ArgumentOwner.Of(definition);
            CheckArguments(directive, directive.Arguments, owner, within);
            Values(directive.Arguments, owner, within);
        }
    }

    // Arguments exist, are given once, and those that must be given are.
    private void CheckArguments(ASTNode node, GraphQLArguments? given, ArgumentOwner owner, FieldPath? path)
    {
        var names = new HashSet<string>();
        foreach (var argument in given?.Items ?? [])
        {
            var name = argument.Name.StringValue;
            if (!names.Add(name))
            {
                errors.Add(RuleTexts.ArgumentNotUnique(name, owner), path, argument);
            }

            var definition = owner.Arguments?.Find(name);
            if (owner.Arguments is { } known && definition is null)
            {
                var suggestion = errors.Suggest(Rule.Arguments, name, known.Select(other => other.Name));
                errors.Add(RuleTexts.ArgumentDoesNotExist(name, owner, suggestion), path, argument);
            }
            else if (definition?.IsRequired == true && argument.Value is GraphQLNullValue)
            {
                errors.Add(RuleTexts.ArgumentRequired(name, owner), path, argument);
            }
        }

        foreach (var missing in owner.Arguments?.Where(argument => argument.IsRequired && !names.Contains(argument.Name)) ?? [])
        {
            errors.Add(RuleTexts.ArgumentRequired(missing.Name, owner), path, node);
        }
    }

    private void Values(GraphQLArguments? arguments, ArgumentOwner owner, FieldPath? within)
    {
        foreach (var argument in arguments?.Items ?? [])
        {
            var definition = owner.Arguments?.Find(argument.Name);
            var place = new ValuePlace(
                within,
                _uses,
                (value, type) => RuleTexts.ArgumentValueNotCompatible(argument.Name.StringValue, value, type),
                definition?.DefaultValue is not null,
                IsNullChecked: true);
            _values.Check(argument.Value, definition?.ResolvedType, place);
        }
    }
}
