using GraphQL;
using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Requests.Costs;

/// <summary>Adds up what an operation selects and what it is given, by the weights of the schema.</summary>
/// <remarks>
/// Field cost: the weight of the field (without one: 1 for an object, 0 for a value) and of its arguments. Type cost: the weight of the
/// object's type (1 without one). Both count once for each object around them. Inputs are weighed as they were coerced, so that a variable
/// costs what its value would cost in the document. Introspection is free: its size is bounded otherwise.
/// </remarks>
/// <param name="costs">
/// Takes each field with what it costs by itself in this request, for a client that is told why it is refused; null for nobody.
/// </param>
internal sealed class CostPlanner(ISchema schema, SelectedOperation operation, List<FieldCost>? costs)
{
    private readonly IReadOnlyList<object> _slots = operation.Variables.Slots;

    /// <summary>What the operation costs for the shape of these variables.</summary>
    public CostPlan Plan()
    {
        var root = operation.IsMutation ? schema.Mutation! : schema.Query;
        var plan = new CostPlan { TypeCost = WeightOf(root, root) };
        Add(root, operation.Fields, plan, [], []);
        return plan;
    }

    private static double WeightOf(IMetadataReader weighed, IGraphType type) =>
        CostDirectives.WeightOf(weighed) ?? (type is IObjectGraphType or IInputObjectGraphType ? 1 : 0);

    private void Add(
        IObjectGraphType type,
        IReadOnlyList<SelectedField> fields,
        CostPlan plan,
        Dictionary<string, ListLength> lengths,
        IReadOnlyList<string> path)
    {
        foreach (var field in fields.Where(field => !field.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            Add(field, type.Fields.Find(field.Name)!, plan, lengths.GetValueOrDefault(field.Name), path);
        }
    }

    private void Add(SelectedField field, FieldType definition, CostPlan plan, ListLength? inherited, IReadOnlyList<string> path)
    {
        var target = definition.ResolvedType!.GetNamedType();
        var own = WeightOf(definition, target) + ArgumentsOf(field, definition);
        plan.FieldCost += own;

        // Only where somebody asks which field it is.
        IReadOnlyList<string> place = costs is null ? path : [.. path, field.ResponseName];
        costs?.Add(new FieldCost(place, new OperationCost(own * plan.Times(_slots), 0)));
        if (FieldBinding.Find(definition) is NodeBinding { Model: var model }
            && InputOf(field, definition, definition.Arguments!.Single().Name) is { } ids)
        {
            AddNodes(field, model, new NodeIds(ids), plan, place);
        }
        else if (target is IObjectGraphType type)
        {
            var size = CostDirectives.SizeOf(definition);
            var length = size is null ? null : LengthOf(size, field, definition);
            var inner = (inherited ?? (size is { SizedFields.Count: 0 } ? length : null)) is { } rows ? plan.Open(rows) : plan;
            AddObjects(field, type, inner, (size?.SizedFields ?? []).ToDictionary(name => name, _ => length!), place);
        }
    }

    // Each row costs what is selected of its entity.
    private void AddNodes(SelectedField field, GraphModel model, NodeIds ids, CostPlan plan, IReadOnlyList<string> place)
    {
        foreach (var entity in ids.EntitiesOf(model, _slots))
        {
            // No more are looked at: a request with more ids is refused.
            var inner = plan.Open(slots => ids.Of(slots).Take(model.MaxNodes!.Value).Count(id => GlobalId.EntityOf(id) == entity.Name));
            AddObjects(field, (IObjectGraphType)schema.AllTypes[entity.Name]!, inner, [], place);
        }
    }

    private void AddObjects(
        SelectedField field, IObjectGraphType type, CostPlan plan, Dictionary<string, ListLength> lengths, IReadOnlyList<string> place)
    {
        var own = WeightOf(type, type);
        plan.TypeCost += own;
        costs?.Add(new FieldCost(place, new OperationCost(0, own * plan.Times(_slots))));
        var within = field.FieldsOf(known => known == type.Name || type.ResolvedInterfaces.Any(parent => parent.Name == known));
        Add(type, within, plan, lengths, place);
    }

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

    private static double ArgumentsOf(SelectedField field, FieldType definition) => field.Arguments.Sum(name =>
    {
        var argument = definition.Arguments!.Find(name)!;
        var type = argument.ResolvedType!.GetNamedType();
        return InputOf(field, definition, name) is { } input ? WeightOf(argument, type) + Within(input, type) : 0;
    });

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
            return WeightOf(field, target) + Within(given.Value, target);
        }),
        _ => 0,
    };
}
