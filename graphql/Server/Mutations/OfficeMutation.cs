using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Entry;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.Mutations;

/// <summary>A mutation of an office's data.</summary>
internal sealed record OfficeMutation(
    string Name,
    string Description,
    Type Input,
    string Result,
    WriteRight Right,
    IReadOnlyList<Enum> Refusals,
    Func<MutationServices, object, ChangeOrigin, CancellationToken, Task<Entered>> RunAsync)
    : Mutation(Name, Description, Input, Result, Refusals), INeedsRight
{
    /// <summary>A mutation of one input record.</summary>
    public static OfficeMutation Of<TInput>(
        string name,
        string result,
        WriteRight right,
        IReadOnlyList<Enum> refusals,
        string description,
        Func<MutationServices, TInput, ChangeOrigin, CancellationToken, Task<Entered>> run) =>
        new(
            name, description, typeof(TInput), result, right, refusals,
            (services, input, origin, cancellation) => run(services, (TInput)input, origin, cancellation));
}

/// <summary>A mutation of an office's data that gives more than a row.</summary>
/// <param name="Result">The entity of the row that it leaves.</param>
/// <param name="OutcomeField">The field of the payload that holds the outcome.</param>
internal sealed record OfficeOutcomeMutation(
    string Name,
    string Description,
    Type Input,
    string Result,
    WriteRight Right,
    IReadOnlyList<Enum> Refusals,
    string OutcomeField,
    OutcomeObject Outcome)
    : OutcomeMutation(Name, Description, Input, Result, Refusals, OutcomeField, Outcome), INeedsRight;
