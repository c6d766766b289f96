namespace IndhCoops.Domain.Databases;

/// <summary>
/// A rule over several rows, kept by triggers of the database, whoever writes. The triggers are defined in the migrations only. PostgreSQL
/// names the rule as a constraint, SQLite by its message.
/// </summary>
/// <param name="Constraint">The name that PostgreSQL gives.</param>
/// <param name="Messages">Parts of the messages that SQLite gives.</param>
internal sealed record DatabaseRule(string Constraint, params IReadOnlyList<string> Messages)
{
    /// <summary>The ledger of a grant is sound on every day.</summary>
    public static DatabaseRule SoundLedger { get; } = new("ledger_sound", "More would be disbursed");

    /// <summary>A movement lies on a day that its grant may have one.</summary>
    public static DatabaseRule LedgerDays { get; } = new("ledger_days", "The movement would take effect");

    /// <summary>A reference is unique within a province, and a row keeps its reference.</summary>
    public static DatabaseRule References { get; } = new("office_references", "has given this reference", "A reference that was given");
}
