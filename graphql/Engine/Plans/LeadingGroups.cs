namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// Has groups made in two steps: rows by the codes of reference data, which stand in their own foreign keys, then those few groups by what
/// the reference data says. No row is joined to its province only to learn the name that a hundred thousand others share. Where a store
/// asks for it, other rows whose key is grouped by are joined last too: grants are added up by the ids of cooperatives, and then get names.
/// </summary>
/// <param name="keyed">The ways to rows whose key is grouped by, which are joined last too.</param>
internal sealed class LeadingGroups(HashSet<Route> keyed)
{
    private readonly PartColumns _parts = new([]);
    private readonly OrderedDictionary<Route, GroupLead> _leads = [];

    /// <summary>The grouping in two steps; the same where they would give something else, or save no join.</summary>
    /// <param name="joinsLate">Whether rows that are no reference data are joined last too, where their key is grouped by.</param>
    public static Grouping Rewrite(RowGrouping grouping, bool joinsLate = false)
    {
        var rewrite = new LeadingGroups(joinsLate ? KeyedIn(grouping) : []);

        // A number of different values cannot be put together from parts.
        if (!grouping.Columns.Any(column => column.IsKey && ColumnOf(column.Term) is { } key && rewrite.LeadOf(key) is not null)
            || grouping.Columns.Any(column => DistinctValues.IsDistinct(column.Term)))
        {
            return grouping;
        }

        ValueList<GroupColumn> columns =
            [.. grouping.Columns.Select(column => column with { Term = rewrite.Rewrite(column.Term, column.IsKey) })];
        return new LedGrouping(grouping with { Columns = rewrite._parts.All }, [.. rewrite._leads.Values], columns);
    }

    private Term Rewrite(Term term, bool isKey) => term switch
    {
        _ when isKey => ColumnOf(term) is { } column && LeadOf(column) is { } lead
            ? Replace(term, lead)
            : _parts.Of(term, isKey: true),
        Count count => new Aggregate(AggregateFunction.Sum, _parts.Of(count)),
        PerCapita per => per with { Sum = Rewrite(per.Sum, isKey: false), Inhabitants = Rewrite(per.Inhabitants, isKey: true) },
        Whole whole => new Whole(Rewrite(whole.Part, isKey: false)),
        CommonText { Folded: var folded } => new CommonText(
            ColumnOf(folded) is { } column && LeadOf(column) is { } lead ? Replace(folded, lead) : _parts.Of(term)),
        Aggregate aggregate => _parts.Together(aggregate),
        _ => throw new InvalidOperationException($"'{term}' cannot be made of parts."),
    };

    // The term with its column replaced by the reference data's.
    private Term Replace(Term term, Route lead) => term switch
    {
        PeriodStart period => period with { Of = Replace(period.Of, lead) },
        BucketStart bucket => bucket with { Of = Replace(bucket.Of, lead) },
        Column column => new LeadValue(IndexOf(lead), Relative(column, lead)),
        Folded folded => new LeadValue(IndexOf(lead), new Folded(Relative(folded.Text, lead), Relative(folded.Search, lead))),
        _ => throw new InvalidOperationException($"'{term}' has no column."),
    };

    private int IndexOf(Route lead)
    {
        if (!_leads.ContainsKey(lead))
        {
            var reference = (ReferenceMember)lead.Member!;
            var code = _parts.Of(Column.Of(lead, reference.Target.Key), isKey: true);
            _leads.Add(lead, new GroupLead(reference, code, lead.IsNullable));
        }

        return _leads.IndexOf(lead);
    }

    private static Column? ColumnOf(Term term) => term switch
    {
        Column column => column,
        Folded folded => folded.Search,
        PeriodStart period => ColumnOf(period.Of),
        BucketStart bucket => ColumnOf(bucket.Of),
        _ => null,
    };

    // The way to the first reference data, or to the first row whose key is grouped by; null where there is none. A code that leads there
    // stands before it.
    private Route? LeadOf(Column column) =>
        column.Route.Ways.FirstOrDefault(way => way.Member is ReferenceMember { Target.IsReferenceData: true } || keyed.Contains(way));

    // The ways to rows whose key is grouped by; it stands in the row before. A row that may be missing would
    // take along what is joined to it.
    private static HashSet<Route> KeyedIn(RowGrouping grouping)
    {
        var keys = grouping.Columns.Where(column => column.IsKey).Select(column => ColumnOf(column.Term)).OfType<Column>().ToList();
        return [.. keys.SelectMany(key => key.Route.Ways).Where(way =>
            !way.IsNullable && way.Member is ReferenceMember reference
            && keys.Exists(other => other.Route == way.Above && other.Name == reference.ForeignKeyColumn))];
    }

    private static Column Relative(Column column, Route lead) => column with
    {
        Route = column.Route.Members.Skip(lead.Members.Count()).Aggregate(Route.Row, (above, member) => above.To(member)),
    };
}
