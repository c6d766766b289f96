using GraphQL;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

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
    private readonly ArgumentRules _arguments;
    private readonly DirectiveRules _directives;
    private readonly FragmentRules _fragments;
    private readonly ValueRules _values;
    private readonly HashSet<GraphQLFragmentDefinition> _seen = [];
    private readonly Queue<(GraphQLFragmentDefinition Fragment, ResponsePath? Path)> _ahead = new();
    private DefinitionUses _uses = new();

    public DocumentWalk(ISchema schema, DocumentIndex index, DocumentErrors errors, NameSuggestions suggestions)
    {
        _schema = schema;
        _index = index;
        _errors = errors;
        _fields = new FieldRules(schema, errors, suggestions);
        _arguments = new ArgumentRules(errors, suggestions);
        _directives = new DirectiveRules(schema, errors);
        _fragments = new FragmentRules(schema, index, errors, suggestions);
        _values = new ValueRules(errors, suggestions);
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
        IGraphType? root = operation.Operation switch
        {
            OperationType.Query => _schema.Query,
            OperationType.Mutation => _schema.Mutation,
            _ => _schema.Subscription,
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

        var location = operation.Operation switch
        {
            OperationType.Query => DirectiveLocation.Query,
            OperationType.Mutation => DirectiveLocation.Mutation,
            _ => DirectiveLocation.Subscription,
        };
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

    private void Selections(GraphQLSelectionSet set, IGraphType? type, ResponsePath? path)
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

    private void Field(GraphQLField field, IGraphType? type, ResponsePath? path)
    {
        var definition = _fields.Find(field, type, path);
        var owner = definition is null ? ArgumentOwner.Unknown : ArgumentOwner.Of(definition, type!);
        _arguments.Check(field, field.Arguments, owner, path);

        // As HotChocolate does: the path of an error within a field ends with the field; that of an error of the field itself ends with its
        // parent.
        var within = new ResponsePath(path, (field.Alias?.Name ?? field.Name).StringValue);
        Directives(field.Directives, DirectiveLocation.Field, path, within);
        Values(field.Arguments, owner, within);
        if (field.SelectionSet is { } set)
        {
            // A scalar has no fields. A selection below it gets one error, and nothing within the selection gets more.
            var below = definition?.ResolvedType?.GetNamedType();
            Selections(set, FieldRules.IsLeaf(below) ? null : below, within);
        }
    }

    private void Spread(GraphQLFragmentSpread spread, IGraphType? type, ResponsePath? path)
    {
        _uses.Spreads.Add(new SpreadUse(spread, path));
        Directives(spread.Directives, DirectiveLocation.FragmentSpread, path, path);
        if (_fragments.Target(spread, type, path) is { } fragment && _seen.Add(fragment))
        {
            _ahead.Enqueue((fragment, path));
        }
    }

    private void Directives(GraphQLDirectives? directives, DirectiveLocation location, ResponsePath? path, ResponsePath? within)
    {
        _directives.CheckUnique(directives, path);
        foreach (var directive in directives?.Items ?? [])
        {
            var owner = _directives.Find(directive, location, within) is { } definition
                ? ArgumentOwner.Of(definition)
                : ArgumentOwner.Unknown;
            _arguments.Check(directive, directive.Arguments, owner, within);
            Values(directive.Arguments, owner, within);
        }
    }

    private void Values(GraphQLArguments? arguments, ArgumentOwner owner, ResponsePath? within)
    {
        foreach (var argument in arguments?.Items ?? [])
        {
            var definition = owner.Arguments?.Find(argument.Name);
            _values.Check(argument.Value, definition?.ResolvedType, ValuePlace.Of(argument, definition), within, _uses);
        }
    }
}
