using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Execution.Running;
using IndhCoops.GraphQL.Graph;

namespace IndhCoops.GraphQL.Execution.Mutations;

/// <summary>The plan of a mutation for one request.</summary>
/// <param name="Operation">The operation that it is of.</param>
/// <param name="Fields">The root fields in the order in which they are done.</param>
internal sealed record MutationPlan(GraphOperation Operation, IReadOnlyList<MutationField> Fields);

/// <summary>A root field.</summary>
/// <param name="ResponseName">Its name in the response.</param>
/// <param name="Name">The same, with quotes and colon.</param>
/// <param name="Constant">The JSON of a field that does nothing (<c>__typename</c>); null for one that records.</param>
/// <param name="Recording">What it records; null for a constant.</param>
internal sealed record MutationField(string ResponseName, byte[] Name, byte[]? Constant, Recording? Recording);

/// <summary>A movement to record, and how its payload is answered.</summary>
/// <param name="Movement">The movement.</param>
/// <param name="Id">What clients know movements by.</param>
/// <param name="Payload">The payload of a movement that was recorded: a read by the key that fills its last slot.</param>
/// <param name="Repeated">The payload of one that had been recorded earlier under the same reference, likewise.</param>
/// <param name="Refusal">The payload of one that was refused.</param>
internal sealed record Recording(NewMovement Movement, ScalarType Id, CompiledOperation Payload, CompiledOperation Repeated, IReadOnlyList<RefusalField> Refusal);

/// <summary>A field of the payload of a movement that was refused.</summary>
/// <param name="Name">Its name with quotes and colon.</param>
/// <param name="Constant">Its JSON; null for the errors.</param>
/// <param name="Error">The fields of the error, by its type: the JSON of each, or null for its message.</param>
internal sealed record RefusalField(byte[] Name, byte[]? Constant, IReadOnlyDictionary<MovementRefusal, IReadOnlyList<(byte[] Name, byte[]? Constant)>> Error);
