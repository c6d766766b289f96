namespace IndhCoops.GraphQL.Hosting.Rights;

/// <summary>What somebody may write. Each needs a role of its own.</summary>
internal enum WriteRight
{
    /// <summary>Movements of the ledger.</summary>
    RecordMovements,

    /// <summary>New rows: cooperatives, projects, grants, observations.</summary>
    Enter,

    /// <summary>Corrections of rows.</summary>
    Correct,

    /// <summary>Files of an office.</summary>
    Import,
}
