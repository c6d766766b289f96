using System.Data.Common;
using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Databases;

/// <summary>
/// Parts of statements on the ledger, and how their values are read. The triggers, which stand in the migrations, say the same.
/// </summary>
internal abstract class LedgerSql
{
    /// <summary>What a movement adds to what is available.</summary>
    public const string Available =
        "case kind when 'COMMITMENT' then amount when 'AMENDMENT' then amount when 'CANCELLATION' then -amount "
            + "when 'DISBURSEMENT' then -amount else amount end";

    /// <summary>What a movement adds to what is outstanding.</summary>
    public const string Outstanding = "case kind when 'DISBURSEMENT' then amount when 'REFUND' then -amount else 0 end";

    /// <summary>What is available and outstanding after each movement, over the window <c>ledger</c>.</summary>
    public const string Sums = $"sum({Available}) over ledger as available, sum({Outstanding}) over ledger as outstanding";

    /// <summary>What a movement adds to what is committed.</summary>
    public const string Commitments =
        "case kind when 'COMMITMENT' then amount when 'AMENDMENT' then amount when 'CANCELLATION' then -amount else 0 end";

    /// <summary>What a movement adds to what is available, of a row of the graph.</summary>
    public const string Signed =
        $"case when {Expressions.Row}.\"kind\" in ('DISBURSEMENT', 'CANCELLATION') then -{Expressions.Row}.\"amount\" "
            + $"else {Expressions.Row}.\"amount\" end";

    /// <summary>What is available on the grant of a movement after it, of a row of the graph.</summary>
    public string BalanceAfter =>
        $"(select sum({Available}) from movements b where b.grant_id = {Expressions.Row}.grant_id "
            + $"and (b.effective_on, b.{Entry}) <= ({Expressions.Row}.effective_on, {Expressions.Row}.{Entry}))";

    /// <summary>The part of a project's cost that its grants pay, of a row of the graph.</summary>
    public string IndhShare =>
        $"(select {Ratio("sum(s.amount)", $"{Expressions.Row}.total_cost")} from grants s where s.project_id = {Expressions.Row}.id)";

    /// <summary>What is committed on a grant, of a row of the graph.</summary>
    public const string NetCommitted = $"(select sum({Commitments}) from movements b where b.grant_id = {Expressions.Row}.id)";

    /// <summary>What is paid on a grant, of a row of the graph.</summary>
    public const string NetPaid = $"(select sum({Outstanding}) from movements b where b.grant_id = {Expressions.Row}.id)";

    /// <summary>The part of what is committed on a grant that is paid, of a row of the graph.</summary>
    public string PaidShare =>
        $"(select {Ratio($"sum({Outstanding})", $"sum({Commitments})")} from movements b where b.grant_id = {Expressions.Row}.id)";

    /// <summary>The day of the first commitment on a grant, of a row of the graph.</summary>
    public const string CommittedOn =
        $"(select min(b.effective_on) from movements b where b.grant_id = {Expressions.Row}.id and b.kind = 'COMMITMENT')";

    /// <summary>How many days ago that was, of a row of the graph.</summary>
    public string DaysSinceCommitment => DaysBetween(CommittedOn, Expressions.Today);

    /// <summary>
    /// One amount by another, to four decimals, half away from zero, as the database holds a mean; null where the other is zero or unknown.
    /// </summary>
    public abstract string Ratio(string part, string whole);

    /// <summary>The number of days from one day to another.</summary>
    public abstract string DaysBetween(string from, string to);

    /// <summary>The column that orders movements as they were recorded.</summary>
    public abstract string Entry { get; }

    /// <summary>
    /// The first day on which a movement of a grant may take effect: of its award, else of its programme, and not before the INDH.
    /// </summary>
    public abstract string FirstDay { get; }

    /// <summary>Declares the members of the domain that the graph computes from the ledger.</summary>
    public void AddExpressions(ModelBuilder model)
    {
        model.Entity<Movement>().HasExpression(movement => movement.BalanceAfter, BalanceAfter);
        model.Entity<Project>().HasExpression(project => project.IndhShare, IndhShare);
        var grants = model.Entity<Grant>();
        grants.HasExpression(grant => grant.Committed, NetCommitted);
        grants.HasExpression(grant => grant.Paid, NetPaid);
        grants.HasExpression(grant => grant.PaidShare, PaidShare);
        grants.HasExpression(grant => grant.CommittedOn, CommittedOn);
        grants.HasExpression(grant => grant.DaysSinceCommitment, DaysSinceCommitment);
    }

    /// <summary>An identifier as text.</summary>
    public abstract string IdText(string column);

    /// <summary>A day as text, also one that no program can read.</summary>
    public abstract string DayText(string day);

    /// <summary>The year of a day, as a number.</summary>
    public abstract string YearOf(string day);

    /// <summary>The first day of the month of a day.</summary>
    public abstract string MonthOf(string day);

    public abstract string MonthText(string month);

    /// <summary>A column that no index may be used for.</summary>
    public virtual string WithoutIndex(string column) => column;

    public abstract decimal ReadAmount(DbDataReader reader, int ordinal);

    /// <summary>Reads an identifier.</summary>
    public abstract Guid ReadId(DbDataReader reader, int ordinal);
}
