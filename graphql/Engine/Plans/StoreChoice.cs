namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// Decides which store answers a step. The copy by columns gives totals, groups and counts over many rows, and tables of all of them.
/// Pages, single rows, and what is of the rows of a page stay with the database. So does what an index finds: the grants of one cooperative
/// are four rows there, and a quarter of a million to look through here.
/// </summary>
internal sealed class StoreChoice(CopiedTables tables)
{
    private readonly HashSet<EntityDescription> _referred =
        [.. tables.All.SelectMany(table => ReferencesOf(table.Entity)).Select(reference => reference.Target)];

    /// <summary>The plan, each of whose steps says which store answers it.</summary>
    public OperationPlan Choose(OperationPlan plan) => plan with { Steps = [.. plan.Steps.Select(Choose)] };

    private Step Choose(Step step) => step is ConnectionStep { Rows: { Owner: null } rows } connection && Pays(rows)
        ? connection with
        {
            IsCountOnColumns = connection.ReadsCount && !IsIndexed(rows, _ => true),
            AreTotalsOnColumns = connection.Totals?.Columns.All(column => Holds(rows.Entity, column)) == true,
            IsTableOnColumns = connection.ReadsRows && !IsIndexed(rows, _ => true) && HoldsRows(rows),
            Groups = [.. connection.Groups.Select(groups => groups is GroupsStep made ? made with { IsOnColumns = Holds(made) } : groups)],
        }
        : step;

    // A few dozen rows are quicker in the database, unless lists below each of them are searched.
    private bool Pays(Relation rows) =>
        tables.Find(rows.Entity) is not null
        && Holds(rows.Entity, rows.Where)
        && !IsIndexed(rows, kind => kind == ScalarKind.Uuid)
        && (!IsSmall(rows.Entity) || Condition.PartsOf(rows.Where).Any(part => part is Exists));

    // Provinces and programmes have codes as balances have, which are many: those are of a province, and nothing is of them.
    private bool IsSmall(EntityDescription entity) => entity.IsReferenceData && (_referred.Contains(entity) || !ReferencesOf(entity).Any());

    private static IEnumerable<ReferenceMember> ReferencesOf(EntityDescription entity) => entity.Members.OfType<ReferenceMember>();

    private bool HoldsRows(Relation rows) => rows.Columns.Concat(rows.Order.Select(key => key.Term)).All(term => Holds(rows.Entity, term));

    private bool Holds(GroupsStep groups) =>
        groups.Rows.Grouping is RowGrouping rows && rows.Columns.All(column => Holds(rows.Entity, column.Term))
        && Holds(rows.Entity, groups.Rows.Having);

    // Whether an index leads to the rows: one of the conditions that all must hold is that its first column is one of some values.
    private static bool IsIndexed(Relation rows, Predicate<ScalarKind> isSelective) => Condition.PartsOf(rows.Where).Any(part =>
        part is ValueCondition { IsNegated: false, Value.Term: Column { Route.IsRow: true } column }
            and (IsIn or Comparison { Operator.To: ComparedTo.Exactly })
        && isSelective(column.Kind)
        && (column.Name == rows.Entity.Key.Column || rows.Entity.Indexes.Any(index => index[0] == column.Name)));

    private bool Holds(EntityDescription entity, Condition? condition) => condition switch
    {
        null => true,
        Every every => every.Parts.All(part => Holds(entity, part)),
        Either either => either.Parts.All(part => Holds(entity, part)),
        NotCertain not => Holds(entity, not.Condition),
        IsNull isNull => Holds(entity, isNull.Term),
        TextMatch match => Holds(entity, match.Value.Term) && Holds(entity, match.Search),
        ValueCondition asked => Holds(entity, asked.Value.Term),
        Exists exists => Holds(entity, exists.OwnerKey) && Holds(exists.List) && Holds(exists.List.Target, exists.Where),
        HasElement element => Holds(entity, element.List) && Holds(entity, element.Search) && Holds(entity, element.Where),
        _ => false,
    };

    // What is not known here is not asked of the copy.
    private bool Holds(EntityDescription entity, Term term) => term switch
    {
        Column column => Holds(entity, column),
        Folded folded => Holds(entity, folded.Text) && Holds(entity, folded.Search),
        PeriodStart period => Holds(entity, period.Of),
        BucketStart bucket => Holds(entity, bucket.Of),
        Count count => count.Of is null || Holds(entity, count.Of),
        Aggregate aggregate => Holds(entity, aggregate.Of),
        ListAggregate list =>
            Holds(entity, list.OwnerKey) && Holds(list.List) && Holds(list.List.Target, list.Where) && Holds(list.List.Target, list.Value),
        CommonText text => Holds(entity, text.Folded),
        Whole whole => Holds(entity, whole.Part),
        Element or GroupValue => true,
        _ => false,
    };

    private bool Holds(CollectionMember list) =>
        tables.Find(list.Target) is not null && list.PathToOwner.All(reference => tables.Find(reference.Target) is not null);

    private bool Holds(EntityDescription entity, Column column)
    {
        var references = column.Route.Members.OfType<ReferenceMember>().Select(reference => reference.Target).ToList();
        return references.TrueForAll(target => tables.Find(target) is not null)
            && tables.Find(references.LastOrDefault() ?? entity)?.Has(column.Name) == true;
    }
}
