using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans the totals of a connection: one statement for all of them, and an object for each time they are selected.</summary>
internal sealed class TotalsPlanner(EntityDescription entity, bool isNested)
{
    private readonly List<Term> _columns = [];
    private readonly List<ObjectTemplate> _objects = [];

    /// <summary>The objects, in the order of their selection.</summary>
    public ValueList<ObjectTemplate> Objects => [.. _objects];

    /// <summary>The columns, in the order of their ordinals; one that nobody reads where all that is selected is left out.</summary>
    public ValueList<Term> Columns => _columns.Count == 0 ? [new Count()] : [.. _columns];

    /// <summary>Plans one selection of totals and gives its place among the objects.</summary>
    public int Plan(SelectedField selected)
    {
        _objects.Add(ObjectTemplate.Of(selected.Fields, Part));
        return _objects.Count - 1;
    }

    private FieldTemplate Part(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantTemplate(AggregateTypes.Name(entity)),

        // An owner without rows gets one row from the outer join, whose key is null.
        "count" when new Count(isNested ? Column.Of(Route.Row, entity.Key) : null) is var count =>
            new ValueTemplate(Ordinal(count), count.Form, IsNullable: false),
        _ => SelectedMembers.Aggregates(field, entity, Ordinal),
    };

    private int Ordinal(Term column) => _columns.Once(column) + (isNested ? 1 : 0);
}
