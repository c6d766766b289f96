namespace IndhCoops.Functions.Reporting;

/// <summary>What happened to grants over some time, in MAD. All of it adds up over provinces, programmes and months.</summary>
/// <param name="Committed">Promised.</param>
/// <param name="Amended">By how much promises were raised; below zero where they were lowered.</param>
/// <param name="Disbursed">Paid.</param>
/// <param name="Refunded">Paid back.</param>
/// <param name="Cancelled">Promises taken back.</param>
/// <param name="Grants">How many grants were first committed.</param>
public sealed record Flows(decimal Committed, decimal Amended, decimal Disbursed, decimal Refunded, decimal Cancelled, int Grants)
{
    /// <summary>Nothing happened.</summary>
    public static Flows None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>By how much the amount rose that is promised and not yet paid.</summary>
    public decimal Net => Committed + Amended - Disbursed + Refunded - Cancelled;

    /// <summary>Both together.</summary>
    public Flows Plus(Flows other) => new(
        Committed + other.Committed,
        Amended + other.Amended,
        Disbursed + other.Disbursed,
        Refunded + other.Refunded,
        Cancelled + other.Cancelled,
        Grants + other.Grants);
}
