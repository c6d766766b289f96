using GraphQL;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Requests.Selections;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Requests.Costs;

/// <summary>Adds up what an operation selects and what it is given, by the weights of the schema.</summary>
/// <remarks>
/// Field cost: the weight of the field (without one: 1 for an object, 0 for a value) and of its arguments. Type cost: the weight of the
/// object's type (1 without one). Both count once for each object around them. Inputs are weighed as they were coerced, so that a variable
/// costs what its value would cost in the document. Introspection is free: its size is bounded otherwise.
/// </remarks>
internal sealed class CostPlanner(ISchema schema)
{
    /// <summary>What an operation costs for the shape of these variables.</summary>
    public CostPlan Plan(SelectedOperation operation) => WalkThrough(operation, null).Close();

    /// <summary>
    /// Each field of an operation with what it costs by itself in one request: for a client that is told why its request is refused.
    /// </summary>
    public IReadOnlyList<FieldCost> Fields(SelectedOperation operation)
    {
        var parts = new List<FieldPart>();
        WalkThrough(operation, parts);
        return [.. parts.Select(part => part.In(operation.Variables.Slots))];
    }

    private Scope WalkThrough(SelectedOperation operation, List<FieldPart>? parts)
    {
        var root = operation.IsMutation ? schema.Mutation! : schema.Query;
        var scope = new Scope { TypeCost = CostDirectives.WeightOf(root) ?? Default(root) };
        new Walk(schema, operation.Variables, parts).Add(root, operation.Fields, scope, null, []);
        return scope;
    }

    private static double Default(IGraphType type) => type is IObjectGraphType or IInputObjectGraphType ? 1 : 0;

    private sealed class Walk(ISchema schema, VariableValues variables, List<FieldPart>? parts)
    {
        public void Add(
            IObjectGraphType type,
            IReadOnlyList<SelectedField> fields,
            Scope scope,
            (ListLength Length, IReadOnlyList<string> Fields)? sized,
            IReadOnlyList<string> path)
        {
            foreach (var field in fields)
            {
                if (!field.Name.StartsWith("__", StringComparison.Ordinal))
                {
                    Add(
                        field,
                        type.Fields.Find(field.Name)!,
                        scope,
                        sized is { } list && list.Fields.Contains(field.Name) ? list.Length : null,
                        path);
                }
            }
        }

        private void Add(SelectedField field, FieldType definition, Scope scope, ListLength? inherited, IReadOnlyList<string> path)
        {
            var target = definition.ResolvedType!.GetNamedType();
            var own = (CostDirectives.WeightOf(definition) ?? Default(target)) + ArgumentsOf(field, definition);
            scope.FieldCost += own;

            // Only where somebody asks which field it is.
            IReadOnlyList<string> place = parts is null ? path : [.. path, field.ResponseName];
            if (FieldBinding.Find(definition) is NodeBinding { Model: var model }
                && InputOf(field, definition, definition.Arguments!.Single().Name) is { } ids)
            {
                AddNodes(field, model, new NodeIds(ids), own, scope, place);
                return;
            }

            if (target is not IObjectGraphType type)
            {
                parts?.Add(new FieldPart(place, own, scope, 0, scope));
                return;
            }

            var size = CostDirectives.SizeOf(definition);
            var length = size is null ? null : LengthOf(size, field, definition);
            var inner = (inherited ?? (size is { SizedFields.Count: 0 } ? length : null)) is { } rows ? scope.Open(rows) : scope;
            var objects = CostDirectives.WeightOf(type) ?? Default(type);
            inner.TypeCost += objects;
            parts?.Add(new FieldPart(place, own, scope, objects, inner));
            Add(type, Within(field, type), inner, size is { SizedFields.Count: > 0 } ? (length!, size.SizedFields) : null, place);
        }

        // Each row costs what is selected of its entity.
        private void AddNodes(SelectedField field, GraphModel model, NodeIds ids, double own, Scope scope, IReadOnlyList<string> place)
        {
            parts?.Add(new FieldPart(place, own, scope, 0, scope));
            foreach (var entity in ids.EntitiesOf(model, variables.Slots))
            {
                var type = (IObjectGraphType)schema.AllTypes[entity.Name]!;

                // No more are looked at: a request with more ids is refused.
                var max = model.MaxNodes!.Value;
                var inner = scope.Open(slots => ids.Of(slots).Take(max).Count(id => GlobalId.EntityOf(id) == entity.Name));
                var objects = CostDirectives.WeightOf(type) ?? Default(type);
                inner.TypeCost += objects;
                parts?.Add(new FieldPart(place, 0, inner, objects, inner));
                Add(type, Within(field, type), inner, null, place);
            }
        }

        private static IReadOnlyList<SelectedField> Within(SelectedField field, IObjectGraphType type) =>
            field.FieldsOf(condition => condition == type.Name || type.ResolvedInterfaces.Any(known => known.Name == condition));

        // The greatest of the slicing arguments that are given, and no more than a list may have: a request for more is refused.
        private static ListLength LengthOf(ListSize size, SelectedField field, FieldType definition)
        {
            var given = size.SlicingArguments.Select(name => InputOf(field, definition, name)).OfType<ValueInput>().ToArray();
            return slots =>
            {
                if (given.Length == 0)
                {
                    return size.DefaultValue ?? size.AssumedSize;
                }

                var length = 0;
                foreach (var input in given)
                {
                    length = Math.Max(length, (int)input.Value.Resolve(slots));
                }

                return Math.Min(length, size.AssumedSize);
            };
        }

        private static double ArgumentsOf(SelectedField field, FieldType definition)
        {
            var cost = 0d;
            foreach (var given in field.Arguments)
            {
                var argument = definition.Arguments!.Find(given)!;
                if (InputOf(field, definition, argument.Name) is { } input)
                {
                    var type = argument.ResolvedType!.GetNamedType();
                    cost += (CostDirectives.WeightOf(argument) ?? Default(type)) + Within(input, type);
                }
            }

            return cost;
        }

        // Null where null may not stand costs nothing: the field is refused when it is planned.
        private static Input? InputOf(SelectedField field, FieldType definition, string argument)
        {
            try
            {
                return field.Argument(definition, argument);
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

    // A field's own part: its weight once for each object around it, its objects once for each of themselves.
    private sealed record FieldPart(IReadOnlyList<string> Path, double Weight, Scope Around, double Objects, Scope Within)
    {
        public FieldCost In(IReadOnlyList<object> slots) =>
            new(Path, new OperationCost(Weight * Around.Times(slots), Objects * Within.Times(slots)));
    }

    // What is being added up.
    private sealed class Scope(Scope? around = null, ListLength? length = null)
    {
        private readonly List<(ListLength Length, Scope Row)> _lists = [];

        // How often one request goes through it.
        public double Times(IReadOnlyList<object> slots) => around is null ? 1 : around.Times(slots) * length!(slots);

        public double FieldCost { get; set; }

        public double TypeCost { get; set; }

        public Scope Open(ListLength length)
        {
            var row = new Scope(this, length);
            _lists.Add((length, row));
            return row;
        }

        public CostPlan Close() => new(FieldCost, TypeCost, [.. _lists.Select(list => (list.Length, list.Row.Close()))]);
    }
}
