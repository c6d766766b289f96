using GraphQL.Types;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>Plans a collection field and everything below it.</summary>
internal sealed class CollectionPlanner(ISchema schema, SqlDialect dialect, PagingOptions paging, SelectionCollector collector, VariableValues variables)
{
    /// <summary>Plans a connection, or a list that is given whole; <paramref name="owner"/> is null at the root.</summary>
    public CollectionPlan Connection(SelectedField field, FieldType definition, EntityDescription entity, CollectionMember? owner, string coordinate)
    {
        try
        {
            return owner is { IsWhole: true }
                ? PlanWhole(field, definition, owner)
                : PlanConnection(field, definition, entity, owner, coordinate);
        }
        catch (GraphFieldException refused)
        {
            return new CollectionPlan { ResponseName = field.ResponseName, Error = refused.Error };
        }
    }

    /// <summary>The schema's definition of an entity's field.</summary>
    public FieldType Definition(EntityDescription entity, string field) => ((IObjectGraphType)schema.AllTypes[entity.Name]!).Fields.Find(field)!;

    /// <summary>Plans the look-up of a row by its key.</summary>
    public CollectionPlan Row(SelectedField field, FieldType definition, EntityDescription entity)
    {
        var key = (ValueInput)Argument(field, definition, entity.Key.Name)!;
        var rows = new RowPlanner(this, dialect, collector, entity, isNested: false);
        var row = rows.Object(field.SelectionSets, []);
        var sql = new CollectionSql(
            dialect,
            entity,
            null,
            new ObjectInput([new(entity.Key.Name, new ObjectInput([new("eq", key)]))]),
            null,
            rows.Columns);

        return new CollectionPlan
        {
            ResponseName = field.ResponseName,
            IsSingle = true,
            Lists = [new ListPlan("", row)],
            Children = rows.Children,
            Statements = new PageStatements(sql.Page),
        };
    }

    private CollectionPlan PlanConnection(SelectedField field, FieldType definition, EntityDescription entity, CollectionMember? owner, string coordinate)
    {
        var where = Argument(field, definition, "where");
        var order = Argument(field, definition, "order");
        var connectionType = (IObjectGraphType)Named(definition.ResolvedType!);
        var edgeType = (IObjectGraphType)Named(connectionType.Fields.Find("edges")!.ResolvedType!);

        var rows = new RowPlanner(this, dialect, collector, entity, isNested: owner is not null);
        var totals = new AggregatePlanner(dialect, collector, entity, isNested: owner is not null);
        var parts = new ConnectionParts(collector, rows, totals, connectionType, edgeType);
        var fields = parts.Plan(field.SelectionSets);

        var orderKeys = SortKeys.Of(dialect, SqlTable.Root(entity, new AliasSource()), order);
        var fingerprint = SortKeys.Fingerprint(entity, orderKeys);
        var codecs = orderKeys.Select(key => dialect.Codec(key.Kind)).ToList();
        var cursor = parts.NeedsCursor
            ? new CursorPlan(fingerprint, [.. codecs.Select((codec, i) => (rows.Column(table => SortKeys.Of(dialect, table, order)[i].Expression), codec))])
            : null;

        var sql = Sql(entity, owner, where, order, rows);
        return new CollectionPlan
        {
            ResponseName = field.ResponseName,
            Fields = fields,
            Lists = parts.Lists,
            Children = rows.Children,
            Cursor = cursor,
            Statements = parts.NeedsRows ? new PageStatements(sql.Page) : null,
            Aggregate = totals.Objects.Count > 0 ? sql.Aggregate(totals.Columns) : null,
            Totals = totals.Objects,
            Count = parts.NeedsCount ? sql.Count() : null,
            Page = new PagePlan(
                coordinate,
                connectionType.Name,
                paging,
                Argument(field, definition, "first"),
                Argument(field, definition, "after"),
                Argument(field, definition, "last"),
                Argument(field, definition, "before"),
                fingerprint,
                codecs),
        };
    }

    private CollectionPlan PlanWhole(SelectedField field, FieldType definition, CollectionMember owner)
    {
        var rows = new RowPlanner(this, dialect, collector, owner.Target, isNested: true);
        var row = rows.Object(field.SelectionSets, []);
        var sql = Sql(owner.Target, owner, Argument(field, definition, "where"), Argument(field, definition, "order"), rows);
        return new CollectionPlan
        {
            ResponseName = field.ResponseName,
            IsWhole = true,
            Lists = [new ListPlan("", row)],
            Children = rows.Children,
            Statements = new PageStatements(sql.Page),
        };
    }

    private CollectionSql Sql(EntityDescription entity, CollectionMember? owner, Input? where, Input? order, RowPlanner rows)
    {
        var sql = new CollectionSql(
            dialect,
            entity,
            owner is null ? null : (owner.PathToOwner, owner.PathToOwner[^1].Target.Key.Scalar.Kind),
            where,
            order,
            rows.Columns);

        // A filter that is refused is refused now, not when the first statement is written.
        _ = sql.Count();
        return sql;
    }

    private Input? Argument(SelectedField field, FieldType definition, string name)
    {
        var literal = field.Field.Arguments?.FirstOrDefault(argument => argument.Name.Value == name)?.Value;
        return literal is null ? null : LiteralCoercion.Coerce(definition.Arguments!.Find(name)!.ResolvedType!, literal, variables);
    }

    private static IGraphType Named(IGraphType type) => type switch
    {
        IProvideResolvedType { ResolvedType: { } inner } => Named(inner),
        _ => type,
    };
}
