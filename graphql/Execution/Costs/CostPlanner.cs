using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Costs;

/// <summary>Adds up what an operation selects and what it is given, by the weights of the schema.</summary>
/// <remarks>
/// A field costs its weight (without one: 1 for an object, 0 for a value) and that of its arguments, an object of the answer the
/// weight of its type (1 without one); both once for each object around them. Inputs are weighed as they were coerced, so that a
/// variable costs what its value would cost in the document. Introspection is free: its size is bounded otherwise.
/// </remarks>
internal sealed class CostPlanner(ISchema schema)
{
    /// <summary>What an operation costs for the shape of these variables.</summary>
    public CostPlan Plan(GraphQLDocument document, GraphQLOperationDefinition operation, VariableValues variables)
    {
        var root = operation.Operation == OperationType.Mutation ? schema.Mutation! : schema.Query;
        var scope = new Scope { TypeCost = CostDirectives.WeightOf(root) ?? Default(root) };
        var selection = new SelectionCollector(document, variables);
        new Walk(selection, variables).Add(root, [operation.SelectionSet], scope, null);
        return scope.Close();
    }

    private static double Default(IGraphType type) => type is IObjectGraphType or IInputObjectGraphType ? 1 : 0;

    private sealed class Walk(SelectionCollector selection, VariableValues variables)
    {
        public void Add(IObjectGraphType type, IReadOnlyList<GraphQLSelectionSet> selectionSets, Scope scope, (ListLength Length, IReadOnlyList<string> Fields)? sized)
        {
            foreach (var field in selection.Collect(selectionSets))
            {
                if (!field.Name.StartsWith("__", StringComparison.Ordinal))
                {
                    Add(field, type.Fields.Find(field.Name)!, scope, sized is { } list && list.Fields.Contains(field.Name) ? list.Length : null);
                }
            }
        }

        private void Add(SelectedField field, FieldType definition, Scope scope, ListLength? inherited)
        {
            var target = definition.ResolvedType!.GetNamedType();
            scope.FieldCost += (CostDirectives.WeightOf(definition) ?? Default(target)) + ArgumentsOf(field, definition);
            if (target is not IObjectGraphType type)
            {
                return;
            }

            var size = CostDirectives.SizeOf(definition);
            var length = size is null ? null : LengthOf(size, field, definition);
            var own = size is { SizedFields.Count: 0 } ? length : null;
            var inner = (inherited ?? own) is { } rows ? scope.Open(rows) : scope;
            inner.TypeCost += CostDirectives.WeightOf(type) ?? Default(type);
            Add(type, field.SelectionSets, inner, size is { SizedFields.Count: > 0 } ? (length!, size.SizedFields) : null);
        }

        private ListLength LengthOf(ListSize size, SelectedField field, FieldType definition)
        {
            var given = size.SlicingArguments.Select(name => InputOf(field, definition, name)).OfType<ValueInput>().Select(input => input.Value);
            return new ListLength([.. given], size.DefaultValue ?? size.AssumedSize, size.AssumedSize);
        }

        private double ArgumentsOf(SelectedField field, FieldType definition)
        {
            var cost = 0d;
            foreach (var given in field.Field.Arguments?.Items ?? [])
            {
                var argument = definition.Arguments!.Find(given.Name)!;
                if (InputOf(field, definition, argument.Name) is { } input)
                {
                    var type = argument.ResolvedType!.GetNamedType();
                    cost += (CostDirectives.WeightOf(argument) ?? Default(type)) + Within(input, type);
                }
            }

            return cost;
        }

        // Null where null may not stand costs nothing: the field is refused when it is planned.
        private Input? InputOf(SelectedField field, FieldType definition, string argument)
        {
            try
            {
                return field.Argument(definition, argument, variables);
            }
            catch (GraphFieldException)
            {
                return null;
            }
        }

        // What an input's fields cost, those of all elements where it is a list.
        private static double Within(Input input, IGraphType type) => (input, type) switch
        {
            (ListInput list, _) => list.Items.Sum(item => Within(item, type)),
            (ObjectInput value, IInputObjectGraphType definition) => value.Fields.Sum(given =>
            {
                var field = definition.Fields.Find(given.Key)!;
                var target = field.ResolvedType!.GetNamedType();
                return (CostDirectives.WeightOf(field) ?? Default(target)) + Within(given.Value, target);
            }),
            _ => 0,
        };
    }

    // What is being added up.
    private sealed class Scope
    {
        private readonly List<(ListLength Length, Scope Row)> _lists = [];

        public double FieldCost { get; set; }

        public double TypeCost { get; set; }

        public Scope Open(ListLength length)
        {
            var row = new Scope();
            _lists.Add((length, row));
            return row;
        }

        public CostPlan Close() => new(FieldCost, TypeCost, [.. _lists.Select(list => new CostedList(list.Length, list.Row.Close()))]);
    }
}
