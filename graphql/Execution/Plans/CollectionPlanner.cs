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
            return new CollectionPlan { ResponseName = field.ResponseName, Place = field.Place, Error = refused.Error };
        }
    }

    /// <summary>The schema's definition of an entity's field.</summary>
    public FieldType Definition(EntityDescription entity, string field) => ((IObjectGraphType)schema.AllTypes[entity.Name]!).Fields.Find(field)!;

    /// <summary>Plans the look-up of a row by its key.</summary>
    public CollectionPlan Row(SelectedField field, FieldType definition, EntityDescription entity)
    {
        try
        {
            return Row(field, entity, entity.Key, (ValueInput)field.Argument(definition, entity.Key.Name, variables)!);
        }
        catch (GraphFieldException refused)
        {
            return new CollectionPlan { ResponseName = field.ResponseName, Place = field.Place, Error = refused.Error };
        }
    }

    /// <summary>Plans the row with a value of a member that identifies it.</summary>
    /// <exception cref="GraphFieldException">The value cannot be one of the member.</exception>
    public CollectionPlan Row(SelectedField field, EntityDescription entity, ScalarMember by, ValueInput key)
    {
        var rows = new RowPlanner(this, dialect, collector, entity, isNested: false);
        var row = rows.Object(field.SelectionSets, []);
        var sql = new CollectionSql(
            dialect,
            entity,
            null,
            new ObjectInput([new(by.Name, new ObjectInput([new("eq", key)]))]),
            null,
            rows.Columns);

        return new CollectionPlan
        {
            ResponseName = field.ResponseName,
            Place = field.Place,
            IsSingle = true,
            Check = by.Scalar.IsGlobalId ? sql.Count(default).Check : null,
            Lists = [new ListPlan("", row)],
            Children = rows.Children,
            Statements = new PageStatements(sql.Page),
        };
    }

    /// <summary>Plans the rows with the keys of a request, by one statement.</summary>
    public CollectionPlan RowsByKey(SelectedField field, EntityDescription entity, Func<IReadOnlyList<object>, IEnumerable<object>> keys)
    {
        var rows = new RowPlanner(this, dialect, collector, entity, isNested: true);
        var row = rows.Object(field.SelectionSets, []);
        var sql = new CollectionSql(dialect, entity, ([], entity.Key.Scalar.Kind), null, null, rows.Columns);
        return new CollectionPlan
        {
            ResponseName = field.ResponseName,
            Place = field.Place,
            IsSingle = true,
            Keys = keys,
            Lists = [new ListPlan("", row)],
            Children = rows.Children,
            Statements = new PageStatements(sql.Page),
        };
    }

    private CollectionPlan PlanConnection(SelectedField field, FieldType definition, EntityDescription entity, CollectionMember? owner, string coordinate)
    {
        var where = field.Argument(definition, "where", variables);
        var order = field.Argument(definition, "order", variables);
        var connectionType = (IObjectGraphType)Named(definition.ResolvedType!);
        var edgeType = (IObjectGraphType)Named(connectionType.Fields.Find("edges")!.ResolvedType!);

        var rows = new RowPlanner(this, dialect, collector, entity, isNested: owner is not null);
        var totals = new AggregatePlanner(dialect, collector, entity, isNested: owner is not null);
        (IReadOnlyList<ReferenceMember> Path, ScalarKind KeyKind)? owned = owner is null ? null : Owner(owner);
        var groups = new GroupPlanner(schema, dialect, paging, collector, variables, new GroupedRows(entity, owned, where), connectionType.Name);
        var parts = new ConnectionParts(collector, rows, totals, groups, connectionType, edgeType);
        var fields = parts.Plan(field.SelectionSets);

        var orderKeys = SortKeys.Of(dialect, SqlTable.Root(entity, new AliasSource()), order);
        var fingerprint = SortKeys.Fingerprint(entity, orderKeys);
        var cursorKeys = orderKeys.Select(key => key.ForCursor).ToList();
        var cursor = parts.NeedsCursor
            ? new CursorPlan(fingerprint, [.. cursorKeys.Select((key, i) => (rows.Column(table => SortKeys.Of(dialect, table, order)[i].Expression), key))])
            : null;

        var (sql, check) = Sql(entity, owner, where, order, rows);
        return new CollectionPlan
        {
            ResponseName = field.ResponseName,
            Place = field.Place,
            Check = check,
            Fields = fields,
            Lists = parts.Lists,
            Children = rows.Children,
            Cursor = cursor,
            Statements = parts.NeedsRows ? new PageStatements(sql.Page) : null,
            Aggregate = totals.Objects.Count > 0 ? sql.Aggregate(totals.Columns) : null,
            Totals = totals.Objects,
            Groups = parts.Groups,
            RowCount = sql.Count,
            Count = parts.NeedsCount ? sql.Count(default) : null,
            Page = new PagePlan(
                coordinate,
                connectionType.Name,
                paging.For(entity),
                field.Argument(definition, "first", variables),
                field.Argument(definition, "after", variables),
                field.Argument(definition, "last", variables),
                field.Argument(definition, "before", variables),
                fingerprint,
                cursorKeys),
        };
    }

    private CollectionPlan PlanWhole(SelectedField field, FieldType definition, CollectionMember owner)
    {
        var rows = new RowPlanner(this, dialect, collector, owner.Target, isNested: true);
        var row = rows.Object(field.SelectionSets, []);
        var (sql, check) = Sql(owner.Target, owner, field.Argument(definition, "where", variables), field.Argument(definition, "order", variables), rows);
        return new CollectionPlan
        {
            ResponseName = field.ResponseName,
            Place = field.Place,
            Check = check,
            IsWhole = true,
            Lists = [new ListPlan("", row)],
            Children = rows.Children,
            Statements = new PageStatements(sql.Page),
        };
    }

    private (CollectionSql Sql, Action<IReadOnlyList<object>>? Check) Sql(EntityDescription entity, CollectionMember? owner, Input? where, Input? order, RowPlanner rows)
    {
        var sql = new CollectionSql(
            dialect,
            entity,
            owner is null ? null : Owner(owner),
            where,
            order,
            rows.Columns);

        // A filter that is refused is refused now, not when the first statement is written.
        return (sql, sql.Count(default).Check);
    }

    private static (IReadOnlyList<ReferenceMember> Path, ScalarKind KeyKind) Owner(CollectionMember owner) =>
        (owner.PathToOwner, owner.PathToOwner[^1].Target.Key.Scalar.Kind);

    private static IGraphType Named(IGraphType type) => type switch
    {
        IProvideResolvedType { ResolvedType: { } inner } => Named(inner),
        _ => type,
    };
}
