using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>A field of a key.</summary>
/// <param name="Path">Its path from the entity, <c>cooperative.province.name</c>.</param>
/// <param name="Period">For days and moments: the period; null for the value itself.</param>
/// <param name="Column">The column that rows are grouped by.</param>
/// <param name="Search">For words: asks for their folded form, by which they sort.</param>
/// <param name="Territory">For the code of a territory: the way to it; null for everything else.</param>
internal sealed record GroupKey(string Path, string? Period, GroupValue Column, Func<GroupValue>? Search, Route? Territory);

/// <summary>Plans keys: every field that is selected becomes a column to group by.</summary>
internal sealed class GroupKeys(ISchema schema, EntityDescription entity, GroupColumns columns)
{
    // No amount and no number of 32 bits is greater.
    private const decimal MaxWidth = 1_000_000_000_000m;

    private readonly List<GroupKey> _keys = [];
    private readonly List<ValueReference> _widths = [];

    public IReadOnlyList<GroupKey> All => _keys;

    /// <summary>How many people live in the territory that rows are grouped by: the province where it stands beside its region.</summary>
    /// <exception cref="GraphFieldException">They are grouped by none, or by several.</exception>
    public Column Inhabitants()
    {
        var territories = _keys.Select(key => key.Territory).OfType<Route>().OrderBy(route => route.Ways.Count()).ToList();
        if (territories.Count == 0 || !territories.TrueForAll(route => route.Ways.Contains(territories[0])))
        {
            throw new GraphFieldException(territories.Count == 0
                ? $"`{PerCapitaTypes.Field}` needs a territory: select the `code` of a province or of a region under `key`."
                : $"`{PerCapitaTypes.Field}` needs one territory, and `key` has several.");
        }

        return Column.Of(territories[0], ((ReferenceMember)territories[0].Member!).Target.Inhabitants!);
    }

    /// <summary>Refuses the widths of buckets that are none.</summary>
    /// <exception cref="GraphFieldException">A width is not greater than zero.</exception>
    public void CheckWidths(IReadOnlyList<object> slots)
    {
        foreach (var width in _widths.Select(width => Convert.ToDecimal(width.Resolve(slots), null)))
        {
            var rule = width is <= 0 or > MaxWidth ? FormattableString.Invariant($"must be greater than zero and at most {MaxWidth}")
                : decimal.Round(width, 2) != width ? "has at most two decimals"
                : null;
            if (rule is not null)
            {
                throw new GraphFieldException(FormattableString.Invariant($"The width of a bucket {rule}; it is {width}."));
            }
        }
    }

    /// <summary>Plans the object of a key.</summary>
    public ObjectTemplate Object(SelectedField selected) => SelectedMembers.Object(selected, entity, GroupTypes.Key, Value);

    private ValueTemplate Value(SelectedField field, Route route, ScalarMember member)
    {
        var type = route.Member?.Target ?? entity;
        var definition = ((IObjectGraphType)schema.AllTypes[GroupTypes.Key(type)]!).Fields.Find(member.Name)!;
        var period = field.Argument(definition, GroupTypes.By) is ValueInput by ? (string)by.Value.Resolve([]) : null;
        Term term = Column.Of(route, member);
        if (period is not null)
        {
            term = new PeriodStart(term, period);
        }

        if (field.Argument(definition, GroupTypes.Bucket) is ValueInput { Value: var width })
        {
            _widths.Add(width);
            term = new BucketStart(term, width);
        }

        var column = columns.Key(term, route.IsNullable || member.IsNullable);
        var search = member.SearchColumn is not null && !type.IsKey(member) ? () => columns.Search(route, member) : (Func<GroupValue>?)null;
        var territory = route.Member is ReferenceMember { Target.Inhabitants: not null } && type.IsKey(member) ? route : null;
        _keys.Add(new GroupKey(route.PathOf(member.Name), period, column, search, territory));
        var form = member.Scalar.IsGlobalId ? ValueForm.Of(member.Scalar) : column.Form;
        return new ValueTemplate(columns.Ordinal(column), form, IsNullable: true);
    }
}
