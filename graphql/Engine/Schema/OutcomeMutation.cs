namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>A mutation whose payload holds more than a row: an outcome, which is described by a record.</summary>
/// <param name="Result">The entity of the row that it leaves.</param>
/// <param name="OutcomeField">The field of the payload that holds the outcome.</param>
internal abstract record OutcomeMutation(
    string Name, string Description, Type Input, string Result, IReadOnlyList<Enum> Refusals, string OutcomeField, OutcomeObject Outcome)
    : Mutation(Name, Description, Input, Result, Refusals);
