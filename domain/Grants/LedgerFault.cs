namespace IndhCoops.Domain.Grants;

/// <summary>Rows that break a rule of the ledger. They were written before the database kept it.</summary>
/// <param name="Where">The grant, or the column of a table.</param>
/// <param name="FirstDay">The first day on which the rule is broken; null where it is no matter of days.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Rows">How many rows break it.</param>
public sealed record LedgerFault(string Where, string? FirstDay, string What, long Rows);
