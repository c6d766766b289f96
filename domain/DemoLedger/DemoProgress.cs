namespace IndhCoops.Domain.DemoLedger;

/// <summary>How far the demonstration ledger is.</summary>
/// <param name="Step">What is being done: the table that is filled, or "rules" and "statistics".</param>
/// <param name="Rows">How many rows the step has written.</param>
/// <param name="Share">How much of the step is done, from 0 to 1.</param>
public readonly record struct DemoProgress(string Step, long Rows, double Share);
