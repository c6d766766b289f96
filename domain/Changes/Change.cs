using IndhCoops.Domain.Intake;

namespace IndhCoops.Domain.Changes;

/// <summary>What kind of row was written.</summary>
public enum ChangedType
{
    /// <summary>A cooperative.</summary>
    Cooperative,

    /// <summary>A project.</summary>
    Project,

    /// <summary>A grant.</summary>
    Grant,

    /// <summary>A movement.</summary>
    Movement,

    /// <summary>An observation.</summary>
    Observation,

    /// <summary>A file was imported.</summary>
    Import,
}

/// <summary>
/// One entry of the record of who wrote what: a row that was created, or one field of it that was corrected. Entries are never edited or
/// deleted.
/// </summary>
public sealed class Change
{
    private Change()
    {
    }

    private Change(ChangeOrigin origin, ChangedType type, Guid rowId)
    {
        Id = Guid.CreateVersion7(origin.At);
        At = origin.At.ToUniversalTime();
        Type = type;
        RowId = rowId;
        Import = origin.Import;
        Mutation = origin.Mutation;
        Reason = origin.Reason;
        Subject = origin.Author.Subject;
        Client = origin.Author.Client;
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What kind of row was written.</summary>
    public ChangedType Type { get; private set; }

    /// <summary>The identifier of the row.</summary>
    public Guid RowId { get; private set; }

    /// <summary>The field that was corrected, by its name in the graph; null where the row was created.</summary>
    public string? Field { get; private set; }

    /// <summary>The value before, as text; null where there was none.</summary>
    public string? Old { get; private set; }

    /// <summary>The value since, as text; null where there is none.</summary>
    public string? New { get; private set; }

    /// <summary>The import that wrote it; null where it was no import.</summary>
    public Import? Import { get; private set; }

    /// <summary>The mutation that wrote it; null where it was none.</summary>
    public string? Mutation { get; private set; }

    /// <summary>Why, in the words of whoever wrote it.</summary>
    public string? Reason { get; private set; }

    /// <summary>Who wrote it: the subject of their token; null where none was needed.</summary>
    public string? Subject { get; private set; }

    /// <summary>The program that the token was issued to, or the way in that needs none.</summary>
    public string? Client { get; private set; }

    /// <summary>The entry of a row that was created.</summary>
    public static Change Created(ChangeOrigin origin, ChangedType type, Guid rowId) => new(origin, type, rowId);

    /// <summary>The entry of one field that was corrected.</summary>
    public static Change Corrected(ChangeOrigin origin, ChangedType type, Guid rowId, string field, string? old, string? @new) =>
        new(origin, type, rowId) { Field = field, Old = old, New = @new };
}
