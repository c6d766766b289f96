namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// Has different values counted by themselves, as groups: "how many cooperatives have grants" is then read from an index in order. Beside
/// other totals a database sorts all rows for it, and PostgreSQL reads them with one process. Where a condition leaves few rows, sorting is
/// cheap.
/// </summary>
internal static class DistinctValues
{
    /// <summary>The totals, with different values counted apart; the same where there are none, or not of all rows.</summary>
    public static Relation Rewrite(Relation totals) => totals is { Owner: null, Where: null } && totals.Columns.Any(IsDistinct)
        ? totals with
        {
            Columns =
            [
                .. totals.Columns.Select(column => IsDistinct(column) ? new DistinctCount(totals.Entity, ((Aggregate)column).Of) : column),
            ],
        }
        : totals;

    /// <summary>Whether a term is a number of different values.</summary>
    public static bool IsDistinct(Term term) => term is Aggregate { Function: var function } && function == AggregateFunction.CountDistinct;
}
