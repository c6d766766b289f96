using IndhCoops.Domain.Changes;
using IndhCoops.GraphQL.Engine.Schema;

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

/// <summary>An action that needs a right.</summary>
internal interface INeedsRight
{
    WriteRight Right { get; }
}

internal sealed record OfficeWriter(Author Author, IReadOnlySet<WriteRight> Rights) : Writer
{
    public override bool May(Mutation mutation) => mutation is INeedsRight { Right: var right } && Rights.Contains(right);
}
