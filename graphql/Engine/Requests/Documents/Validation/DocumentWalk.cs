using GraphQL;

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

/// <summary>
/// Visits every part of a document with its type, and calls the rules that look at one part. A fragment is visited once, where an operation
/// spreads it first; fragments that no operation spreads come last.
/// </summary>
internal sealed class DocumentWalk
{
    private readonly ISchema _schema;
    private readonly DocumentIndex _index;
    private readonly DocumentErrors _errors;
    private readonly FieldRules _fields;
    private readonly FragmentRules _fragments;
    private readonly ValueRules _values;
    private readonly HashSet<GraphQLFragmentDefinition> _seen = [];
    private readonly Queue<(GraphQLFragmentDefinition Fragment, FieldPath? Path)> _ahead = new();
    private DefinitionUses _uses = new();

    public DocumentWalk(ISchema schema, DocumentIndex index, DocumentErrors errors)
    {
        _schema = schema;
        _index = index;
        _errors = errors;
        _fields = new FieldRules(schema, errors);
        _fragments = new FragmentRules(schema, index, errors);
        _values = new ValueRules(errors);
    }

    public void Walk()
    {
        foreach (var operation in _index.Operations)
        {
            _uses = _index.UsesOf(operation);
            Walk(operation);
            WalkAhead();
        }

        foreach (var fragment in _index.Fragments.Where(_seen.Add))
        {
            _ahead.Enqueue((fragment, null));
            WalkAhead();
        }
    }

    private void Walk(GraphQLOperationDefinition operation)
    {
        var (root, location) = operation.Operation switch
        {
            OperationType.Query => (_schema.Query, DirectiveLocation.Query),
            OperationType.Mutation => (_schema.Mutation, DirectiveLocation.Mutation),
            _ => (_schema.Subscription, DirectiveLocation.Subscription),
        };
        if (root is null)
        {
            _errors.Add(RuleTexts.OperationNotSupported(operation.Operation), null, operation);
        }

        foreach (var variable in operation.Variables?.Items ?? [])
        {
            Directives(variable.Directives, DirectiveLocation.VariableDefinition, null, null);
            if (variable.DefaultValue is { } value)
            {
                var type = variable.Type.GraphTypeFromType(_schema);
                _values.Check(value, type?.IsInputType() == true ? type : null, ValuePlace.Of(variable), null, _uses);
            }
        }

        Directives(operation.Directives, location, null, null);
        Selections(operation.SelectionSet, root, null);
    }

    private void WalkAhead()
    {
        while (_ahead.TryDequeue(out var next))
        {
            _uses = _index.UsesOf(next.Fragment);
            var type = _fragments.Condition(next.Fragment, next.Path);
            Directives(next.Fragment.Directives, DirectiveLocation.FragmentDefinition, next.Path, next.Path);
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
                    Directives(inline.Directives, DirectiveLocation.InlineFragment, path, path);
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
        var owner = definition is null ? ArgumentOwner.Unknown : ArgumentOwner.Of(definition, type!);
        CheckArguments(field, field.Arguments, owner, path);

        // As HotChocolate does: the path of an error within a field ends with the field; that of an error of the field itself ends with its
        // parent.
        var within = new FieldPath(path, (field.Alias?.Name ?? field.Name).StringValue);
        Directives(field.Directives, DirectiveLocation.Field, path, within);
        Values(field.Arguments, owner, within);
        if (field.SelectionSet is { } set)
        {
            // A scalar has no fields. A selection below it gets one error, and nothing within the selection gets more.
            var below = definition?.ResolvedType?.GetNamedType();
            Selections(set, FieldRules.IsLeaf(below) ? null : below, within);
        }
    }

    private void Spread(GraphQLFragmentSpread spread, IGraphType? type, FieldPath? path)
    {
        _uses.Spreads.Add((spread, path));
        Directives(spread.Directives, DirectiveLocation.FragmentSpread, path, path);
        if (_fragments.Target(spread, type, path) is { } fragment && _seen.Add(fragment))
        {
            _ahead.Enqueue((fragment, path));
        }
    }

    // Directives exist, stand where they may, and once unless they are repeatable.
    private void Directives(GraphQLDirectives? directives, DirectiveLocation location, FieldPath? path, FieldPath? within)
    {
        if (directives is null)
        {
            return;
        }

        var names = new HashSet<string>();
        foreach (var directive in directives)
        {
            if (_schema.Directives.Find(directive.Name.StringValue) is { Repeatable: false } definition && !names.Add(definition.Name))
            {
                _errors.Add(RuleTexts.DirectiveNotUnique(), path, directive);
            }
        }

        foreach (var directive in directives)
        {
            var definition = _schema.Directives.Find(directive.Name.StringValue);
            if (definition is null)
            {
                _errors.Add(RuleTexts.DirectiveNotSupported(directive.Name.StringValue), within, directive);
            }
            else if (!definition.Locations.Contains(location))
            {
                _errors.Add(RuleTexts.DirectiveMisplaced(), within, directive);
            }

            var owner = definition is null ? ArgumentOwner.Unknown : ArgumentOwner.Of(definition);
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
                _errors.Add(RuleTexts.ArgumentNotUnique(argument, owner), path, argument);
            }

            var definition = owner.Arguments?.Find(name);
            if (owner.Arguments is { } known && definition is null)
            {
                var suggestion = _errors.Suggest(Rule.Arguments, name, known.Select(other => other.Name));
                _errors.Add(RuleTexts.ArgumentDoesNotExist(argument, owner, suggestion), path, argument);
            }
            else if (definition is not null && IsRequired(definition) && argument.Value is GraphQLNullValue)
            {
                _errors.Add(RuleTexts.ArgumentRequired(name, owner), path, argument);
            }
        }

        foreach (var missing in owner.Arguments?.Where(argument => IsRequired(argument) && !names.Contains(argument.Name)) ?? [])
        {
            _errors.Add(RuleTexts.ArgumentRequired(missing.Name, owner), path, node);
        }

        static bool IsRequired(QueryArgument argument) => argument is { ResolvedType: NonNullGraphType, DefaultValue: null };
    }

    private void Values(GraphQLArguments? arguments, ArgumentOwner owner, FieldPath? within)
    {
        foreach (var argument in arguments?.Items ?? [])
        {
            var definition = owner.Arguments?.Find(argument.Name);
            _values.Check(argument.Value, definition?.ResolvedType, ValuePlace.Of(argument, definition), within, _uses);
        }
    }
}
