using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Running.Mutations;

/// <summary>The plan of a mutation for one request.</summary>
/// <param name="Fields">The root fields in the order in which they are done.</param>
internal sealed record MutationPlan(GraphOperation Operation, IReadOnlyList<MutationStep> Fields)
{
    /// <summary>What it does, in this order.</summary>
    public IEnumerable<Mutation> Mutations => Fields.Select(step => step.Call?.Mutation).OfType<Mutation>();
}

/// <summary>A root field.</summary>
/// <param name="Name">The same, with quotes and colon.</param>
/// <param name="Constant">The JSON of a field that does nothing (<c>__typename</c>); null for one that writes.</param>
/// <param name="Call">What it writes; null for a constant.</param>
internal sealed record MutationStep(string ResponseName, byte[] Name, byte[]? Constant, MutationCall? Call);

/// <summary>What one field writes, and how its payload is read.</summary>
/// <param name="Id">What clients know its rows by.</param>
/// <param name="Fields">The fields of its payload; those of a row are written only where it is refused.</param>
internal abstract record MutationCall(Mutation Mutation, object Input, ScalarType Id, IReadOnlyList<PayloadField> Fields)
{
    /// <summary>What is read for its payload.</summary>
    public abstract IEnumerable<OperationPlan> Plans { get; }

    /// <summary>Whether the client can safely send it again: a row with the same reference is not written twice.</summary>
    public bool HasReference => Input is IRepeatable { Reference: not null };
}

/// <summary>
/// A call whose payload holds a row. <c>Payload</c> is that of what was written, a read by the key that fills its last slot;
/// <c>Repeated</c> is that of what was there already.
/// </summary>
internal sealed record RowCall(
    Mutation Mutation,
    object Input,
    ScalarType Id,
    CompiledOperation Payload,
    CompiledOperation Repeated,
    IReadOnlyList<PayloadField> Fields) : MutationCall(Mutation, Input, Id, Fields)
{
    public override IEnumerable<OperationPlan> Plans => [Payload.Plan];
}

/// <summary>A call whose payload holds an outcome.</summary>
internal sealed record OutcomeCall(OutcomeMutation Outcome, object Input, ScalarType Id, IReadOnlyList<PayloadField> Fields)
    : MutationCall(Outcome, Input, Id, Fields)
{
    public override IEnumerable<OperationPlan> Plans => Fields.SelectMany(part => part.Outcome ?? []).SelectMany(part => part.Plans);
}

/// <summary>A field of a payload.</summary>
/// <param name="Name">Its name with quotes and colon.</param>
/// <param name="Constant">Its JSON where neither an outcome nor an error is written.</param>
/// <param name="Outcome">What is selected of the outcome; null where it is none.</param>
/// <param name="Errors">
/// What is selected of an error, by the kind of refusal: the JSON of each field, or null for its message. Null where it is none.
/// </param>
internal sealed record PayloadField(
    byte[] Name,
    string ResponseName,
    byte[] Constant,
    IReadOnlyList<OutcomeField>? Outcome,
    IReadOnlyDictionary<string, IReadOnlyList<(byte[] Name, byte[]? Constant)>>? Errors);

/// <summary>A field of an outcome, or of an object within it.</summary>
/// <param name="Name">Its name with quotes and colon.</param>
/// <param name="Member">The member behind it; null for a constant.</param>
/// <param name="Constant">Its JSON; null for a member.</param>
/// <param name="Within">What is selected of the object that it is; null for anything else.</param>
/// <param name="Row">What reads the row that it is; null for anything else.</param>
internal sealed record OutcomeField(
    byte[] Name, string ResponseName, OutcomeMember? Member, byte[]? Constant, IReadOnlyList<OutcomeField>? Within, CompiledOperation? Row)
{
    /// <summary>What is read from the database for it.</summary>
    public IEnumerable<OperationPlan> Plans => Row is not null ? [Row.Plan] : Within?.SelectMany(part => part.Plans) ?? [];
}
