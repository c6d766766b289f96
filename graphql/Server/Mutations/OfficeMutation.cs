using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Entry;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.Mutations;

/// <summary>A mutation of an office's data.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Description">What it does, for clients.</param>
/// <param name="Input">The record that it takes.</param>
/// <param name="Result">The entity that it gives.</param>
/// <param name="Right">The right that it needs.</param>
/// <param name="Refusals">Why it may be refused.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record OfficeMutation(
    string Name,
    string Description,
    Type Input,
    string Result,
    WriteRight Right,
    IReadOnlyList<Enum> Refusals,
    Func<MutationServices, object, ChangeOrigin, CancellationToken, Task<Entered>> RunAsync) : Mutation(Name, Description, Input, Result, Refusals), INeedsRight
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
            name,
            description,
            typeof(TInput),
            result,
            right,
            refusals,
            (services, input, origin, cancellation) => run(services, (TInput)input, origin, cancellation));
}

/// <summary>A mutation of an office's data that gives more than a row.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Description">What it does, for clients.</param>
/// <param name="Input">The record that it takes.</param>
/// <param name="Result">The entity of the row that it leaves.</param>
/// <param name="Right">The right that it needs.</param>
/// <param name="Refusals">Why it may be refused.</param>
/// <param name="OutcomeField">The field of the payload that holds the outcome.</param>
/// <param name="Outcome">What the outcome is.</param>
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
