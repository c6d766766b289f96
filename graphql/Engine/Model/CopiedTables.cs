namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>
/// The tables that a copy of the data has, derived from the graph: all that is open to everybody, each with the columns that members,
/// references, lists and searches read. A computed member is a column of its own, unless it takes a subquery for each row, depends on the
/// day or is a ratio. A row also carries the codes of the row that it always refers to: grants are grouped by the provinces of their
/// cooperatives without a join. Different rows that others refer to have numbers: they are counted faster than their UUIDs.
/// </summary>
internal sealed class CopiedTables
{
    private readonly Dictionary<EntityDescription, CopiedTable> _tables;

    public CopiedTables(GraphModel model)
    {
        var lists = model.Entities.SelectMany(entity => entity.Members.OfType<CollectionMember>())
            .SelectMany(list => list.PathToOwner.Select(
                (reference, i) => (Owner: i == 0 ? list.Target : list.PathToOwner[i - 1].Target, Reference: reference)))
            .ToLookup(way => way.Owner, way => way.Reference);
        _tables = model.Entities.Where(entity => entity.Restriction == Restriction.None).ToDictionary(
            entity => entity,
            entity => new CopiedTable(
                entity,
                [
                    .. entity.Members.SelectMany(ColumnsOf).Concat(lists[entity].Select(ColumnOf)).Concat(CarriedBy(entity))
                        .Concat(NumbersOf(entity)).DistinctBy(column => column.Name),
                ]));
    }

    public IReadOnlyCollection<CopiedTable> All => _tables.Values;

    public CopiedTable? Find(EntityDescription entity) => _tables.GetValueOrDefault(entity);

    private static IEnumerable<CopiedColumn> ColumnsOf(Member member) => member switch
    {
        ScalarMember { Scalar.IsRatio: true } => [],
        ScalarMember { Expression: { } expression } scalar =>
            expression.Contains("select", StringComparison.OrdinalIgnoreCase)
                || expression.Contains(Expressions.Today, StringComparison.Ordinal)
            ? []
            : [new CopiedColumn(scalar.Column, scalar.Scalar.Kind, expression)],
        ScalarMember { SearchColumn: { } search } scalar =>
        [
            new CopiedColumn(scalar.Column, scalar.Scalar.Kind),
            new CopiedColumn(search, scalar.Scalar.Kind == ScalarKind.TextList ? ScalarKind.TextList : ScalarKind.Text),
        ],
        ScalarMember scalar => [new CopiedColumn(scalar.Column, scalar.Scalar.Kind)],
        EmbeddedMember part => part.Target.Members.SelectMany(ColumnsOf),
        ReferenceMember reference => [ColumnOf(reference)],
        _ => [],
    };

    private static IEnumerable<CopiedColumn> CarriedBy(EntityDescription entity) =>
        from reference in entity.Members.OfType<ReferenceMember>()
        where reference is { IsNullable: false, Target: { IsReferenceData: false, Restriction: Restriction.None } }
            && reference.Target != entity
        from code in reference.Target.Members.OfType<ReferenceMember>()
        where code.Target.IsReferenceData
        select new CopiedColumn($"{reference.ForeignKeyColumn}.{code.ForeignKeyColumn}", code.Target.Key.Scalar.Kind)
        {
            Carried = new(reference, code.ForeignKeyColumn),
        };

    private static IEnumerable<CopiedColumn> NumbersOf(EntityDescription entity) =>
        from reference in entity.Members.OfType<ReferenceMember>()
        where reference.Target.Key.Scalar.Kind == ScalarKind.Uuid
        select new CopiedColumn($"{reference.ForeignKeyColumn}#", ScalarKind.Int) { Numbered = reference.ForeignKeyColumn };

    private static CopiedColumn ColumnOf(ReferenceMember reference) => new(reference.ForeignKeyColumn, reference.Target.Key.Scalar.Kind);
}

internal sealed record CopiedTable(EntityDescription Entity, IReadOnlyList<CopiedColumn> Columns)
{
    /// <summary>The references that lead to a row of another copy from each of its rows.</summary>
    public IReadOnlyList<ReferenceMember> Required { get; } =
    [
        .. Entity.Members.OfType<ReferenceMember>()
            .Where(reference => reference is { IsNullable: false, Target.Restriction: Restriction.None }),
    ];

    public bool Has(string column) => Columns.Any(known => known.Name == column);

    /// <summary>The column that carries one of another row; null where none does.</summary>
    public string? Carries(CarriedFrom origin) => Columns.FirstOrDefault(column => column.Carried == origin)?.Name;

    /// <summary>The column that numbers the different values of another; null where none does.</summary>
    public string? NumbersOf(string column) => Columns.FirstOrDefault(known => known.Numbered == column)?.Name;
}

/// <summary>A column of a copy.</summary>
/// <param name="Expression">The SQL by which the database computes it; null where it is a column there too.</param>
internal sealed record CopiedColumn(string Name, ScalarKind Kind, string? Expression = null)
{
    /// <summary>Where its value comes from; null for what is of the row itself.</summary>
    public CarriedFrom? Carried { get; init; }

    /// <summary>The column whose different values it numbers, from 1 and nearly without gaps; null for what the database holds.</summary>
    public string? Numbered { get; init; }
}

/// <summary>Where a value comes from that a row carries.</summary>
/// <param name="Reference">Leads to the row that has it.</param>
/// <param name="Column">Its column there.</param>
internal sealed record CarriedFrom(ReferenceMember Reference, string Column);
