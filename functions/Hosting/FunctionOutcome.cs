namespace IndhCoops.Functions.Hosting;

/// <summary>What a run did.</summary>
/// <param name="Lines">A line for each thing done, with its figures and without secrets.</param>
public sealed record FunctionOutcome(IReadOnlyList<string> Lines);
