namespace IndhCoops.GraphQL.Pages.Parts;

/// <summary>What moved in a time, in MAD.</summary>
/// <param name="Committed">Promised.</param>
/// <param name="Amended">By how much promises were raised; below zero where they were lowered.</param>
/// <param name="Disbursed">Paid.</param>
/// <param name="Refunded">Paid back.</param>
/// <param name="Cancelled">Promises taken back.</param>
/// <param name="Grants">How many grants were first committed.</param>
/// <param name="Closing">Promised and not yet paid at the end; null where it was not asked.</param>
public sealed record Flows(
    decimal Committed, decimal Amended, decimal Disbursed, decimal Refunded, decimal Cancelled, long Grants, decimal? Closing = null)
{
    /// <summary>Nothing moved.</summary>
    public static Flows None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Two times together.</summary>
    public static Flows operator +(Flows left, Flows right) => new(
        left.Committed + right.Committed,
        left.Amended + right.Amended,
        left.Disbursed + right.Disbursed,
        left.Refunded + right.Refunded,
        left.Cancelled + right.Cancelled,
        left.Grants + right.Grants);

    /// <summary>All of them together.</summary>
    public static Flows Sum(IEnumerable<Flows> all) => all.Aggregate(None, (sum, flows) => sum + flows);
}
