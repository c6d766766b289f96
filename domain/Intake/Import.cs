using IndhCoops.Domain.Changes;

namespace IndhCoops.Domain.Intake;

/// <summary>What became of a file.</summary>
public enum ImportOutcome
{
    /// <summary>All its rows were taken.</summary>
    Accepted,

    /// <summary>Its sound rows were taken, and others refused.</summary>
    AcceptedSound,

    /// <summary>All its rows were there already.</summary>
    Unchanged,

    /// <summary>Nothing was taken.</summary>
    Refused,
}

/// <summary>A file of an office that was imported, and what became of it.</summary>
public sealed class Import
{
    private Import()
    {
    }

    /// <summary>An import that is about to be committed with its rows.</summary>
    public Import(Guid id, string fileName, string sha256, DateTimeOffset importedAt, ImportOutcome outcome, Author author)
    {
        Id = id;
        FileName = Require.Text(fileName);
        Sha256 = Require.Text(sha256);
        ImportedAt = importedAt.ToUniversalTime();
        Outcome = outcome;
        Subject = author.Subject;
        Client = author.Client;
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The name of the file, without folders.</summary>
    public string FileName { get; private set; } = null!;

    /// <summary>The SHA-256 of its bytes, in hexadecimal.</summary>
    public string Sha256 { get; private set; } = null!;

    /// <summary>When it was imported, UTC.</summary>
    public DateTimeOffset ImportedAt { get; private set; }

    /// <summary>What became of it.</summary>
    public ImportOutcome Outcome { get; private set; }

    /// <summary>How many rows were new.</summary>
    public int NewRows { get; init; }

    /// <summary>How many rows changed what was there.</summary>
    public int ChangedRows { get; init; }

    /// <summary>How many rows were there already.</summary>
    public int SameRows { get; init; }

    /// <summary>How many rows were refused.</summary>
    public int RefusedRows { get; init; }

    /// <summary>A message to the sender; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>Who sent it: the subject of their token. The graph shows it to those who may read <c>changes</c> alone.</summary>
    [NotExposed]
    public string? Subject { get; private set; }

    /// <summary>The program that the token was issued to, or the way in that needs none.</summary>
    [NotExposed]
    public string? Client { get; private set; }
}
