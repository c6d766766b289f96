namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>A mutation whose payload holds more than a row: an outcome, which is described by a record.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Description">What it does, for clients.</param>
/// <param name="Input">The record that it takes.</param>
/// <param name="Result">The entity of the row that it leaves.</param>
/// <param name="Refusals">Why it may be refused.</param>
/// <param name="OutcomeField">The field of the payload that holds the outcome.</param>
/// <param name="Outcome">What the outcome is.</param>
public abstract record OutcomeMutation(
    string Name, string Description, Type Input, string Result, IReadOnlyList<Enum> Refusals, string OutcomeField, OutcomeObject Outcome)
    : Mutation(Name, Description, Input, Result, Refusals);
