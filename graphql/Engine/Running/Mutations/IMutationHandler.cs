namespace IndhCoops.GraphQL.Engine.Running.Mutations;

internal interface IMutationHandler
{
    /// <summary>Writes all of it or nothing.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    /// <exception cref="WriteUncertainException">It is not known whether it was written.</exception>
    /// <exception cref="DatabaseAwayException">The database is away, and nothing was written.</exception>
    Task<WrittenRow> WriteAsync(Mutation mutation, object input, Writer writer, CancellationToken cancellationToken);

    /// <summary>Executes a mutation that gives more than a row: all of it or nothing.</summary>
    /// <exception cref="RefusedException">It is refused, and there is no outcome.</exception>
    /// <exception cref="WriteUncertainException">It is not known whether it was written.</exception>
    /// <exception cref="DatabaseAwayException">The database is away, and nothing was written.</exception>
    Task<MutationOutcome> RunAsync(OutcomeMutation mutation, object input, Writer writer, CancellationToken cancellationToken);
}

/// <summary>A row that a mutation wrote.</summary>
/// <param name="Id">Its key.</param>
/// <param name="AlreadyRecorded">Whether it was there already, so that nothing was written now.</param>
internal sealed record WrittenRow(Guid Id, bool AlreadyRecorded);

/// <summary>What became of a mutation that gives an outcome.</summary>
/// <param name="RowId">The row that was written; null where nothing was.</param>
internal sealed record MutationOutcome(object Value, Guid? RowId, IReadOnlyList<RefusedException> Refusals);
