using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>Writes terms. Where they stand says which table their columns are of.</summary>
/// <param name="parameters">Takes the widths of buckets.</param>
internal sealed class TermSql(SqlDialect dialect, SqlParameters parameters)
{
    /// <summary>The window of all groups, of one owner where there are owners.</summary>
    public string Window { get; init; } = "";

    public Func<PartValue, string>? Part { get; init; }

    /// <summary>Gives the SQL of what is computed of a list of a table's row.</summary>
    public Func<ListAggregate, SqlTable, string>? List { get; init; }

    /// <summary>Gives the table of the reference data that parts are joined to.</summary>
    public Func<int, SqlTable>? Lead { get; init; }

    public string Write(Term term, SqlTable table) => term switch
    {
        Column column when dialect.StoresComputedMembers => table.Column(column with { Expression = null }),
        Column column => table.Column(column),
        Folded folded => $"case when {table.Column(folded.Text)} is not null then {table.Column(folded.Search)} end",
        PeriodStart period => dialect.PeriodStart(Write(period.Of, table), period.Of.Form.Kind, period.Period),
        BucketStart bucket => Bucket(bucket, Write(bucket.Of, table)),
        Count { Of: { } of } => $"count({Write(of, table)})",
        Count => "count(*)",
        Aggregate aggregate => dialect.Aggregate(aggregate.Function, Write(aggregate.Of, table), aggregate.Of.Form.Kind),
        ListAggregate list => List!(list, table),
        CommonText text => $"min({Write(text.Folded, table)})",
        MeanOfParts mean => dialect.Mean($"sum({Write(mean.Sum, table)})", $"sum({Write(mean.Count, table)})", mean.Kind),
        CountOfParts parts => $"coalesce({dialect.Aggregate(AggregateFunction.Sum, Write(parts.Count, table), parts.Count.Form.Kind)}, 0)",
        DistinctCount distinct => Distinct(distinct),
        PerCapita per => dialect.Mean(Write(per.Sum, table), Write(per.Inhabitants, table), per.Kind),
        Whole whole => dialect.Whole(Write(whole.Part, table), Window, whole.Part.Form.Kind),
        PartValue part => Part!(part),
        LeadValue lead => Write(lead.Of, Lead!(lead.Lead)),
        _ => throw new InvalidOperationException($"'{term}' has no SQL here."),
    };

    /// <summary>The name of a group's value, once groups are made.</summary>
    public static string NameOf(int position) => string.Create(CultureInfo.InvariantCulture, $"g.c{position}");

    // It refers to nothing outside of it, so its aliases may repeat.
    private string Distinct(DistinctCount distinct)
    {
        var table = new SqlTable(distinct.Entity, new AliasSource(parameters));
        var value = distinct.Of is Column { Route.IsRow: true, Name: var name } && dialect.NumbersOf(distinct.Entity, name) is { } numbers
            ? table.Column(numbers)
            : Write(distinct.Of, table);
        return $"(select count(v.value) from (select {value} as value from {table.From()} group by 1) v)";
    }

    private string Bucket(BucketStart bucket, string expression)
    {
        var form = bucket.Of.Form;
        return dialect.BucketStart(expression, parameters.Value(bucket.Width, dialect.Codec(form)), form.Kind);
    }
}
